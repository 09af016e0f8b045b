namespace Actors.Contracts.OAuth;

/// <summary>Why a token request was refused.</summary>
[GenerateSerializer, Immutable, Alias("oauth.GrantRefusal")]
public sealed record GrantRefusal
{
    /// <summary>An error code of RFC 6749 §5.2 or RFC 8707 §2.</summary>
    [Id(0)] public required string Error { get; init; }

    /// <summary>What was wrong and what to do.</summary>
    [Id(1)] public required string Description { get; init; }

    /// <summary>The key of the token family that the request ended, or null. Gateways forget its tokens at once.</summary>
    [Id(2)] public string? RevokedFamily { get; init; }
}
