namespace Actors.Contracts.Identity;

/// <summary>An API key that may be used, and what its user is now.</summary>
[GenerateSerializer, Immutable, Alias("identity.ApiKeyUse")]
public sealed record ApiKeyUse
{
    /// <summary>The key.</summary>
    [Id(0)] public required ApiKey Key { get; init; }

    /// <summary>What its user is.</summary>
    [Id(1)] public required Standing Standing { get; init; }
}
