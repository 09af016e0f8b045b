namespace Actors.Contracts.Audit;

/// <summary>One call that changed something or tried to, in its place in the tenant's chain.</summary>
[GenerateSerializer, Immutable, Alias("audit.AuditEntry")]
public sealed record AuditEntry
{
    /// <summary>The entry's number: 1, 2, 3 and so on, without gaps.</summary>
    [Id(0)] public required long Sequence { get; init; }

    /// <summary>When the call reached the backend, in UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>The person for whom it was made; left out where a client acted for itself.</summary>
    [Id(2)] public string? User { get; init; }

    /// <summary>The OAuth client or API key through which it came.</summary>
    [Id(3)] public required string Client { get; init; }

    /// <summary>The network address it came from.</summary>
    [Id(4)] public string? Address { get; init; }

    /// <summary>What was done: the tool's name, or sign_in, issue_token, impersonate_user and the like.</summary>
    [Id(5)] public required string Tool { get; init; }

    /// <summary>What it was done to.</summary>
    [Id(6)] public required string Target { get; init; }

    /// <summary>How it ended: done, or the error's code.</summary>
    [Id(7)] public required string Outcome { get; init; }

    /// <summary>Finds the request in the logs.</summary>
    [Id(8)] public required string CorrelationId { get; init; }

    /// <summary>The call's id; entries of one call share it.</summary>
    [Id(9)] public required Guid Call { get; init; }

    /// <summary>0 for the call; 1 where it had changed something already and then failed; 2 for what is no call that was let through: a refusal, a sign-in, a token.</summary>
    [Id(10)] public required int Step { get; init; }

    /// <summary>SHA-256 over the hash of the entry before and all of this one, in hexadecimal.</summary>
    [Id(11)] public required string Hash { get; init; }
}
