using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="AuthorizationCodeGrain"/> stores. The code is not among it: its digest is the grain's key.</summary>
public sealed record AuthorizationCodeState
{
    /// <summary>What was consented to, or null before the code was issued.</summary>
    public AuthorizationGrant? Grant { get; init; }

    /// <summary>Until when the code can be redeemed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The key of the family that the redemption opened, or null while the code is unused.</summary>
    public string? Family { get; init; }
}
