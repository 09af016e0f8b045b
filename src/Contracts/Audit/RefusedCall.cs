namespace Actors.Contracts.Audit;

/// <summary>A call that a gateway refused before it reached a grain.</summary>
[GenerateSerializer, Immutable, Alias("audit.RefusedCall")]
public sealed record RefusedCall
{
    /// <summary>Who tried.</summary>
    [Id(0)] public required Caller Caller { get; init; }

    /// <summary>The tool's name, or what else was asked for.</summary>
    [Id(1)] public required string Tool { get; init; }

    /// <summary>Why: the error's code.</summary>
    [Id(2)] public required string Code { get; init; }
}
