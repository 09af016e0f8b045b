namespace Actors.Contracts.Secrets;

/// <summary>What a rewrap has done, and what is left to do.</summary>
[GenerateSerializer, Immutable, Alias("secrets.MasterKeyReport")]
public sealed record MasterKeyReport
{
    /// <summary>The id of the master key that wraps what is new.</summary>
    [Id(0)] public required string Current { get; init; }

    /// <summary>The ids of earlier master keys that something is still under. The others can be taken out of the settings.</summary>
    [Id(1)] public required IReadOnlyList<string> StillNeeded { get; init; }

    /// <summary>How many data keys were wrapped anew by this call.</summary>
    [Id(2)] public required int Rewrapped { get; init; }

    /// <summary>How many records of before there were data keys were encrypted anew by this call.</summary>
    [Id(3)] public required int Resealed { get; init; }

    /// <summary>Whether there is more to do than one call does: call again.</summary>
    [Id(4)] public required bool More { get; init; }
}
