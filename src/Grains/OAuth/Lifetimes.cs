namespace Actors.Grains.OAuth;

/// <summary>How long things of the authorization server live.</summary>
public static class Lifetimes
{
    /// <summary>An authorization code, from consent to redemption.</summary>
    public static readonly TimeSpan Code = TimeSpan.FromSeconds(60);

    /// <summary>A device code, and the code a person types for it, from the request to the redemption.</summary>
    public static readonly TimeSpan DeviceCode = TimeSpan.FromMinutes(10);

    /// <summary>How long a device waits before it asks again, at first.</summary>
    public static readonly TimeSpan DevicePolling = TimeSpan.FromSeconds(5);

    /// <summary>An access token.</summary>
    public static readonly TimeSpan AccessToken = TimeSpan.FromMinutes(15);

    /// <summary>A signing key, until the next one follows it.</summary>
    public static readonly TimeSpan SigningKey = TimeSpan.FromDays(30);

    /// <summary>A signing key between its publication and its first signature: longer than the key set may be cached.</summary>
    public static readonly TimeSpan SigningKeyLead = TimeSpan.FromMinutes(10);

    /// <summary>A token family since its last refresh.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromDays(30);

    /// <summary>A token family in all.</summary>
    public static readonly TimeSpan Total = TimeSpan.FromDays(90);

    /// <summary>A refresh token after it was replaced, for clients that lost the answer.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    /// <summary>How long after its end a second use of a code still ends what the first one gave.</summary>
    public static readonly TimeSpan ReplayWatch = TimeSpan.FromHours(1);

    /// <summary>A client that registered itself, until somebody lets it in for the first time.</summary>
    public static readonly TimeSpan UnusedClient = TimeSpan.FromDays(30);
}
