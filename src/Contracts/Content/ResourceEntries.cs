namespace Actors.Contracts.Content;

/// <summary>The things of one kind that a caller has.</summary>
[GenerateSerializer, Immutable, Alias("content.ResourceEntries")]
public sealed record ResourceEntries
{
    /// <summary>All of them, in an order that stays.</summary>
    [Id(0)] public required IReadOnlyList<ResourceEntry> Entries { get; init; }
}
