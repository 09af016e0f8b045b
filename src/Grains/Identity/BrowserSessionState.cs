using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="BrowserSessionGrain"/> stores.</summary>
public sealed record BrowserSessionState
{
    /// <summary>The session, or null before it was opened.</summary>
    public BrowserSession? Session { get; init; }

    /// <summary>The digest of the key by which an operator acts as the user, or null where the user signed in.</summary>
    public string? ActsBy { get; init; }

    /// <summary>The network an operator acts from.</summary>
    public string? Network { get; init; }
}
