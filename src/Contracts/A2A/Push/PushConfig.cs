namespace Actors.Contracts.A2A.Push;

/// <summary>What may be known of a webhook, and how far it has been told. Its token and its credentials are never shown again.</summary>
[GenerateSerializer, Immutable, Alias("a2a.PushConfig")]
public sealed record PushConfig
{
    /// <summary>Its id within the task.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The task.</summary>
    [Id(1)] public required string TaskId { get; init; }

    /// <summary>Where what happens is sent.</summary>
    [Id(2)] public required string Url { get; init; }

    /// <summary>The scheme of the <c>Authorization</c> that is sent, if any.</summary>
    [Id(3)] public string? Scheme { get; init; }

    /// <summary>The version of A2A that the receiver reads.</summary>
    [Id(4)] public required string Version { get; init; }

    /// <summary>The generation of the task up to which the receiver has been told.</summary>
    [Id(5)] public long Delivered { get; init; }

    /// <summary>How often the next notification has failed.</summary>
    [Id(6)] public int Failures { get; init; }

    /// <summary>Why it failed last.</summary>
    [Id(7)] public string? LastError { get; init; }

    /// <summary>When it is tried again, in UTC.</summary>
    [Id(8)] public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Since when nothing is tried any more, in UTC: it had failed for a day. retry_push begins anew.</summary>
    [Id(9)] public DateTimeOffset? GaveUpAt { get; init; }
}
