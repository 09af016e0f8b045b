namespace Actors.Contracts.Secrets;

/// <summary>A tenant's data key as it is stored and as it travels: under the master key, which only silos have.</summary>
[GenerateSerializer, Immutable, Alias("secrets.WrappedDataKey")]
public sealed record WrappedDataKey
{
    /// <summary>The data key's id, which everything sealed with it carries.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The key, encrypted.</summary>
    [Id(1)] public required string Wrapped { get; init; }
}
