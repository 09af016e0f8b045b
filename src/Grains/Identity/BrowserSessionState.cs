using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>What <see cref="BrowserSessionGrain"/> stores.</summary>
public sealed record BrowserSessionState
{
    /// <summary>The session, or null before it was opened.</summary>
    public BrowserSession? Session { get; init; }
}
