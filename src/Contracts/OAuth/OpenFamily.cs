namespace Actors.Contracts.OAuth;

/// <summary>Opens a token family with what was consented to.</summary>
[GenerateSerializer, Immutable, Alias("oauth.OpenFamily")]
public sealed record OpenFamily
{
    /// <summary>What was consented to, by whom, for which client.</summary>
    [Id(0)] public required AuthorizationGrant Grant { get; init; }

    /// <summary>What the first access token is for, or null for all that was consented to.</summary>
    [Id(1)] public string? Resource { get; init; }

    /// <summary>Whether the family is one access token, and ends with it.</summary>
    [Id(2)] public bool OneToken { get; init; }
}
