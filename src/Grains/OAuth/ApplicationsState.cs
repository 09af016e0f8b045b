using System.Collections.Immutable;

namespace Actors.Grains.OAuth;

/// <summary>What <see cref="ApplicationsGrain"/> stores.</summary>
public sealed record ApplicationsState
{
    /// <summary>What was allowed, one for each client, the one allowed last at the end.</summary>
    public ImmutableList<StoredConsent> Consents { get; init; } = [];

    /// <summary>Clients that were disconnected so lately that a code from before may still be under way, and when.</summary>
    public ImmutableList<RevokedClient> Revoked { get; init; } = [];

    /// <summary>When the person tried to name a device by its code, within the last minutes (RFC 8628 §5.1).</summary>
    public ImmutableList<DateTimeOffset> CodesTried { get; init; } = [];
}
