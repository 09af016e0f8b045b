namespace Actors.Contracts.Identity;

/// <summary>The outcome of a sign-in. A wrong password and an unknown address look the same.</summary>
[GenerateSerializer, Immutable, Alias("identity.SignInResult")]
public sealed record SignInResult
{
    /// <summary>Who signed in, or null.</summary>
    [Id(0)] public UserRef? User { get; init; }

    /// <summary>Seconds until the address may be tried again, 0 where it may at once. While it is above 0 no password is looked at.</summary>
    [Id(1)] public int RetryAfter { get; init; }

    /// <summary>Everyone the person is, where they belong to several tenants and may act there; <see cref="User"/> is the first of them.</summary>
    [Id(2)] public IReadOnlyList<UserRef> Memberships { get; init; } = Array.Empty<UserRef>();
}
