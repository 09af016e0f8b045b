namespace Actors.Grains.Quotas;

/// <summary>What <see cref="QuotaGrain"/> stores.</summary>
public sealed record QuotaState
{
    /// <summary>The tier, or null for the default one.</summary>
    public string? Tier { get; init; }

    /// <summary>Since when; from the first call on.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The month that is counted, by its first day.</summary>
    public DateOnly Month { get; init; }

    /// <summary>No more than this is used: counts go ahead in memory as far as here, and after a crash this is taken as used.</summary>
    public long Reserved { get; init; }
}
