using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.Authentication;

/// <summary>
/// Knows which token families are alive, and what their people are; likewise clients that act for themselves. The family's grain is asked once a second while its tokens are used; a family
/// that ended through this gateway is dead here at once.
/// </summary>
internal sealed class FamilyCheck(IGrainFactory grains, TimeProvider time)
{
    private readonly BoundedCache<string, Family> families = new(50_000);

    /// <summary>What the family's user is, or null where its tokens are not good.</summary>
    public ValueTask<Standing?> Standing(string key, HttpContext context)
    {
        var family = Known(key);
        if (family.Ended) return default;
        return family.AskedAt is not 0 and var askedAt && time.GetElapsedTime(askedAt) < Contracts.Identity.Standing.Freshness
            ? new(family.Standing)
            : Ask(key, family, context);
    }

    /// <summary>Takes note that the family has ended. It never comes back.</summary>
    public void End(string key) => Known(key).Ended = true;

    private Family Known(string key) => families.TryGet(key, out var family) ? family : families.GetOrAdd(key, new Family());

    private async ValueTask<Standing?> Ask(string key, Family family, HttpContext context)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform(context.CorrelationId()).Enter();
        family.Standing = GrainKeys.LocalPartOf(key) is var id && ClientIds.IsOne(id)
            ? await grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(id)).Standing(context.RequestAborted)
            : await grains.GetGrain<ITokenFamilyGrain>(key).Standing(context.RequestAborted);
        family.AskedAt = askedAt;
        return family.Ended ? null : family.Standing;
    }

    private sealed class Family
    {
        private long askedAt;
        private volatile bool ended;
        private volatile Standing? standing;

        public Standing? Standing { get => standing; set => standing = value; }

        public bool Ended { get => ended; set => ended = value; }

        public long AskedAt { get => Volatile.Read(ref askedAt); set => Volatile.Write(ref askedAt, value); }
    }
}
