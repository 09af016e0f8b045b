namespace Actors.Grains.OAuth;

/// <summary>What <see cref="ExternalIdentityGrain"/> stores.</summary>
public sealed record ExternalIdentityState
{
    /// <summary>The provider's name for the person, or null before they came.</summary>
    public string? Subject { get; init; }
}
