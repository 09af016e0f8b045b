using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>A valid authorization request (OAuth 2.1 §4.1.1): all that the consent page shows and the code will carry.</summary>
internal sealed record AuthorizationRequest
{
    public required OAuthClient Client { get; init; }

    public required string RedirectUri { get; init; }

    public string? State { get; init; }

    public required string CodeChallenge { get; init; }

    public required string Resource { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>Whether the client wants the person to be asked, whatever they allowed before (OpenID Connect Core §3.1.2.1).</summary>
    public required bool AsksAgain { get; init; }
}
