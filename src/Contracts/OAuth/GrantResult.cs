namespace Actors.Contracts.OAuth;

/// <summary>The answer to a token request: a grant, or the reason there is none.</summary>
[GenerateSerializer, Immutable, Alias("oauth.GrantResult")]
public sealed record GrantResult
{
    /// <summary>What was granted, or null.</summary>
    [Id(0)] public TokenGrant? Grant { get; init; }

    /// <summary>Why nothing was, or null.</summary>
    [Id(1)] public GrantRefusal? Refusal { get; init; }

    /// <summary>A grant.</summary>
    public static GrantResult Of(TokenGrant grant) => new() { Grant = grant };

    /// <summary>A refusal with an error code of RFC 6749 §5.2.</summary>
    public static GrantResult Refuse(string error, string description) =>
        new() { Refusal = new GrantRefusal { Error = error, Description = description } };
}
