namespace Actors.Contracts.OAuth;

/// <summary>What a person was shown of a client when they allowed it to act for them.</summary>
[GenerateSerializer, Immutable, Alias("oauth.Consent")]
public sealed record Consent
{
    /// <summary>The client.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>What it called itself, or null.</summary>
    [Id(1)] public string? Name { get; init; }

    /// <summary>Where it was sent the answer; null where the person brought a code to a page of ours themselves.</summary>
    [Id(2)] public string? RedirectUri { get; init; }

    /// <summary>What it may do.</summary>
    [Id(3)] public required IReadOnlyList<string> Scopes { get; init; }
}
