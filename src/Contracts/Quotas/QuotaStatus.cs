namespace Actors.Contracts.Quotas;

/// <summary>Where a tenant stands. Calls are weighted: a costly tool counts as several.</summary>
[GenerateSerializer, Immutable, Alias("quota.QuotaStatus")]
public sealed record QuotaStatus
{
    /// <summary>The tier's name.</summary>
    [Id(0)] public required string Tier { get; init; }

    /// <summary>Calls used this month, with those that gateways hold for the next second.</summary>
    [Id(1)] public required long Used { get; init; }

    /// <summary>Calls that the tier includes each month; left out where it has no limit.</summary>
    [Id(2)] public long? Limit { get; init; }

    /// <summary>Calls left this month.</summary>
    [Id(3)] public long? Remaining { get; init; }

    /// <summary>When the count begins anew, in UTC.</summary>
    [Id(4)] public required DateTimeOffset ResetsAt { get; init; }

    /// <summary>Calls that the tier lets through in a minute.</summary>
    [Id(5)] public int? CallsPerMinute { get; init; }

    /// <summary>When the tier ends, where it is one for a time, in UTC.</summary>
    [Id(6)] public DateTimeOffset? EndsAt { get; init; }
}
