namespace Actors.Grains.Identity;

/// <summary>What has come of signing in with an e-mail address from one network.</summary>
public sealed record NetworkAttempts
{
    /// <summary>The network, as in <see cref="Contracts.Identity.SignInAttempt.Network"/>.</summary>
    public required string Network { get; init; }

    /// <summary>Whether somebody has signed in from there.</summary>
    public bool Known { get; init; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int Failures { get; init; }

    /// <summary>Until when no password from there is looked at.</summary>
    public DateTimeOffset? BlockedUntil { get; init; }
}
