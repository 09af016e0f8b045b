using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="DeviceCodeGrain"/> stores. The code is not among it: its digest is the grain's key.</summary>
public sealed record DeviceCodeState
{
    /// <summary>What the device asks for, or null before it asked.</summary>
    public DeviceRequest? Request { get; init; }

    /// <summary>Until when it can be allowed and redeemed.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the person decided, or null while they have not.</summary>
    public DeviceDecision? Decision { get; init; }

    /// <summary>When they decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The key of the family that the redemption opened, or null while the code is unused.</summary>
    public string? Family { get; init; }
}
