using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Pages;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Reads authorization requests. The same reading stands before the sign-in, before the consent page and behind its
/// button, so what a person approved is what was checked.
/// </summary>
internal sealed class AuthorizationRequests(ClientDirectory clients, PublicAddress address)
{
    /// <summary>The request, or the answer that refuses it.</summary>
    public async Task<(AuthorizationRequest? Request, IResult? Refusal)> Read(HttpContext context)
    {
        var query = context.Request.Query;
        string? One(string name) => query[name] is [{ Length: > 0 } value] ? value : null;

        // Until the redirect URI is known to be the client's, errors are for the person's eyes only (OAuth 2.1 §4.1.2.1).
        var found = await clients.Find(One("client_id"), context.RequestAborted);
        if (found.Client is not { } client)
            return Page(found.Problem ?? "The program that sent you here is not registered with this server. Remove its saved connection and connect again.");
        if (One("redirect_uri") is not { } redirect)
            return Page("The program that sent you here did not say, in one redirect_uri, where to return to.");
        if (!RedirectUris.IsRegistered(client.RedirectUris, redirect))
            return Page("The program that sent you here wants you to return to an address that it did not register. Do not continue, unless you know why.");

        var state = One("state");
        (AuthorizationRequest?, IResult?) Refuse(string error, string description) =>
            (null, Failed(client, redirect, description, Location(redirect, state, ("error", error), ("error_description", description))));

        if (query.Repeated() is { } name) return Refuse("invalid_request", $"The parameter '{name}' comes more than once.");
        if (One("response_type") is not { } type) return Refuse("invalid_request", "response_type is missing.");
        if (type != "code") return Refuse("unsupported_response_type", "response_type must be code.");
        if (One("response_mode") is not (null or "query")) return Refuse("invalid_request", "response_mode must be query.");
        if (One("code_challenge") is not { } challenge) return Refuse("invalid_request", "code_challenge is missing; PKCE is required.");
        if (One("code_challenge_method") != "S256") return Refuse("invalid_request", "code_challenge_method must be S256.");
        if (!SecretText.IsSecret(challenge)) return Refuse("invalid_request", "code_challenge must be a SHA-256 in base64url, 43 characters.");
        if (address.Resource(query["resource"]) is not { } resource) return Refuse("invalid_target", $"resource must be one resource of this server, such as {address.Base}/mcp.");
        if (KnownScopes(One("scope")) is not { Length: > 0 } scopes) return Refuse("invalid_scope", "None of the scopes exists here; scopes_supported lists those that do.");

        return (new AuthorizationRequest
        {
            Client = client, RedirectUri = redirect, State = state, CodeChallenge = challenge, Resource = resource, Scopes = scopes,
            AsksAgain = One("prompt")?.Split(' ').Contains("consent") is true,
        }, null);
    }

    /// <summary>Sends the person back to the client, with <c>state</c> and <c>iss</c> (RFC 9207).</summary>
    public IResult Redirect(string redirectUri, string? state, params ReadOnlySpan<(string Name, string Value)> parameters) =>
        new SeeOther(Location(redirectUri, state, parameters));

    private string Location(string redirectUri, string? state, params ReadOnlySpan<(string Name, string Value)> parameters)
    {
        var query = new System.Text.StringBuilder();
        void Add(string name, string value) => query.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        foreach (var (name, value) in parameters) Add(name, value);
        if (state is not null) Add("state", state);
        Add("iss", address.Base);
        query[0] = redirectUri.Contains('?') ? '&' : '?';
        return redirectUri + query;
    }

    /// <summary>
    /// Tells a program on the person's own computer at once. But anyone may register a site, and could have us send people
    /// there by a request made to fail: to a site it takes a click by somebody who has read its name (RFC 9700 §4.11.2).
    /// </summary>
    private static IResult Failed(OAuthClient client, string redirectUri, string description, string location) =>
        !redirectUri.StartsWith("https:", StringComparison.Ordinal) ? new SeeOther(location) : new Page("This request cannot go on", Html.Of($"""
            <h1>This request cannot go on</h1>
            <p>“{client.Name ?? "A program without a name"}” sent you here with a request that is not valid: {description}</p>
            <p><a href="{location}">Go back to {RedirectTarget.Of(redirectUri).Host}</a>, if you know that site.</p>
            """), StatusCodes.Status400BadRequest);

    /// <summary>Clients ask for scopes of other servers too; those are left out, and the answer says what was granted (RFC 6749 §3.3).</summary>
    public static string[] KnownScopes(string? asked)
    {
        var wanted = asked?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Scopes.All.Select(s => s.Scope).Where(s => (wanted ?? Scopes.Basic).Contains(s)).ToArray();
    }

    private static (AuthorizationRequest?, IResult?) Page(string message) => (null, ErrorPage.Show("This request cannot go on", message));
}
