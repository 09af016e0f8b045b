namespace Actors.Contracts.Identity;

/// <summary>A browser in which somebody has just signed in.</summary>
[GenerateSerializer, Immutable, Alias("identity.OpenSession")]
public sealed record OpenSession
{
    /// <summary>Who signed in.</summary>
    [Id(0)] public required UserRef User { get; init; }

    /// <summary>The network it is in: an IPv4 address, or the first half of an IPv6 one. Empty where it is not known.</summary>
    [Id(1)] public required string Network { get; init; }

    /// <summary>What the browser says it is. Empty where it does not.</summary>
    [Id(2)] public required string Agent { get; init; }
}
