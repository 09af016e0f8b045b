namespace Actors.Contracts.Identity;

/// <summary>A password to try, and where it comes from.</summary>
[GenerateSerializer, Immutable, Alias("identity.SignInAttempt")]
public sealed record SignInAttempt
{
    /// <summary>The password as it was typed.</summary>
    [Id(0)] public required string Password { get; init; }

    /// <summary>The network the browser is in: an IPv4 address, or the first half of an IPv6 one. Empty where it is not known.</summary>
    [Id(1)] public required string Network { get; init; }
}
