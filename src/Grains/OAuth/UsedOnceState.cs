namespace Actors.Grains.OAuth;

/// <summary>What <see cref="UsedOnceGrain"/> stores.</summary>
public sealed record UsedOnceState
{
    /// <summary>Until when it has to be remembered, or null before it was used.</summary>
    public DateTimeOffset? Until { get; init; }
}
