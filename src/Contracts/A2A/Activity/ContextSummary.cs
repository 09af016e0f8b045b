namespace Actors.Contracts.A2A.Activity;

/// <summary>A conversation with agents: the tasks that name the same context.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ContextSummary")]
public sealed record ContextSummary
{
    /// <summary>Its id, which its owner's client or this backend chose.</summary>
    [Id(0)] public required string ContextId { get; init; }

    /// <summary>The person whose it is, or the client that acts for itself.</summary>
    [Id(1)] public required string Owner { get; init; }

    /// <summary>How many tasks it has.</summary>
    [Id(2)] public required int Tasks { get; init; }

    /// <summary>How many of them have not ended.</summary>
    [Id(3)] public required int Open { get; init; }

    /// <summary>When the first began, in UTC.</summary>
    [Id(4)] public required DateTimeOffset BeganAt { get; init; }

    /// <summary>When one last changed, in UTC.</summary>
    [Id(5)] public required DateTimeOffset ChangedAt { get; init; }
}
