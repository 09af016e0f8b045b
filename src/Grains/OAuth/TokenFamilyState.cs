using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="TokenFamilyGrain"/> stores. Refresh tokens are not among it: they are derived from the secret.</summary>
public sealed record TokenFamilyState
{
    /// <summary>What was consented to, or null before the family was opened.</summary>
    public AuthorizationGrant? Grant { get; init; }

    /// <summary>The secret that the family's refresh tokens are derived from, sealed; null once the family has ended.</summary>
    public string? SealedSecret { get; init; }

    /// <summary>The number of the current refresh token.</summary>
    public int Generation { get; init; }

    /// <summary>When the family was opened.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>When the current refresh token was made.</summary>
    public DateTimeOffset RefreshedAt { get; init; }

    /// <summary>Whether the family was ended for good.</summary>
    public bool Revoked { get; init; }

    /// <summary>When a family of one access token ends; null for any other.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether the family's tokens are good at this time.</summary>
    public bool IsLive(DateTimeOffset now) =>
        Grant is not null && !Revoked && now < RefreshedAt + Lifetimes.Idle && now < OpenedAt + Lifetimes.Total && !(now >= EndsAt);

    /// <summary>
    /// Whether a refresh token of this family, good once, was replaced so long ago that only a thief, or the victim
    /// of one, still presents it (RFC 9700 §4.14.2).
    /// </summary>
    public bool IsReuse(int generation, DateTimeOffset now) =>
        generation < Generation && (generation < Generation - 1 || now - RefreshedAt > Lifetimes.Grace);
}
