namespace Actors.Contracts.Secrets;

/// <summary>What may be known of a data key.</summary>
[GenerateSerializer, Immutable, Alias("secrets.DataKey")]
public sealed record DataKey
{
    /// <summary>The key's id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The id of the master key that wraps it.</summary>
    [Id(1)] public required string MasterKey { get; init; }

    /// <summary>When it was made.</summary>
    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When another took its place; absent for the current one.</summary>
    [Id(3)] public DateTimeOffset? RetiredAt { get; init; }
}
