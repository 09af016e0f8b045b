using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.Authentication;

/// <summary>
/// Knows which token families are alive. The family's grain is asked once a second while its tokens are used; a family
/// that ended through this gateway is dead here at once.
/// </summary>
internal sealed class FamilyCheck(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly BoundedCache<string, Family> families = new(50_000);

    public ValueTask<bool> IsActive(string key, HttpContext context)
    {
        var family = Known(key);
        if (family.Ended) return new(false);
        return family.AskedAt is not 0 and var askedAt && time.GetElapsedTime(askedAt) < Freshness
            ? new(family.Active)
            : Ask(key, family, context);
    }

    /// <summary>Takes note that the family has ended. It never comes back.</summary>
    public void End(string key) => Known(key).Ended = true;

    private Family Known(string key) => families.TryGet(key, out var family) ? family : families.GetOrAdd(key, new Family());

    private async ValueTask<bool> Ask(string key, Family family, HttpContext context)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(context.CorrelationId()).Enter();
        family.Active = await grains.GetGrain<ITokenFamilyGrain>(key).IsActive(context.RequestAborted);
        family.AskedAt = askedAt;
        return family.Active && !family.Ended;
    }

    private sealed class Family
    {
        private long askedAt;
        private volatile bool active, ended;

        public bool Active { get => active; set => active = value; }

        public bool Ended { get => ended; set => ended = value; }

        public long AskedAt { get => Volatile.Read(ref askedAt); set => Volatile.Write(ref askedAt, value); }
    }
}
