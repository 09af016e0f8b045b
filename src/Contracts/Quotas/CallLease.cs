namespace Actors.Contracts.Quotas;

/// <summary>Calls that a gateway may admit, or why it may not.</summary>
[GenerateSerializer, Immutable, Alias("quota.CallLease")]
public sealed record CallLease
{
    /// <summary>How many; less than needed means the call is refused.</summary>
    [Id(0)] public required int Granted { get; init; }

    /// <summary>The limit that is nearest, left out where there is none: of the month or of the minute.</summary>
    [Id(1)] public long? Limit { get; init; }

    /// <summary>How many calls that limit leaves besides those granted.</summary>
    [Id(2)] public long? Remaining { get; init; }

    /// <summary>When that limit begins anew, in UTC; left out where it never does.</summary>
    [Id(3)] public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>What to tell whoever is refused.</summary>
    [Id(4)] public string? Refusal { get; init; }
}
