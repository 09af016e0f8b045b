namespace Actors.Contracts.Secrets;

/// <summary>How far a tenant's secrets have moved to its current data key.</summary>
[GenerateSerializer, Immutable, Alias("secrets.DataKeyRotation")]
public sealed record DataKeyRotation
{
    /// <summary>The tenant's data keys, the current one first. Retired ones are destroyed a day later, once nothing is sealed with them.</summary>
    [Id(0)] public required IReadOnlyList<DataKey> Keys { get; init; }

    /// <summary>How many records were encrypted anew by this call.</summary>
    [Id(1)] public required int Resealed { get; init; }

    /// <summary>Whether there are more to encrypt anew. That goes on by itself, every few minutes.</summary>
    [Id(2)] public required bool More { get; init; }
}
