using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.OAuth;

/// <summary>Gives tokens for codes and refresh tokens, and to clients that act for themselves (OAuth 2.1 §3.2, §4.1.3, §4.2, §4.3; RFC 8628).</summary>
internal sealed class TokenEndpoint(IGrainFactory grains, ClientAuthenticator clients, FamilyCheck families, IdentityAssertions assertions, PublicAddress address)
{
    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form)
            return OAuthError.InvalidRequest("Send the parameters as application/x-www-form-urlencoded.");
        if (form.Repeated() is { } name) return OAuthError.InvalidRequest($"The parameter '{name}' comes more than once.");
        var (client, refusal) = await clients.Authenticate(context, form);
        if (client is null) return refusal!;
        if (!TryResource(form, out var resource))
            return OAuthError.Of("invalid_target", $"resource must be one resource of this server, such as {address.Base}/mcp.");

        return form.Field("grant_type") switch
        {
            null => OAuthError.InvalidRequest("grant_type is missing."),
            { } type when !GrantTypes.All.Contains(type) => OAuthError.Of("unsupported_grant_type", $"grant_type must be one of: {string.Join(", ", GrantTypes.All)}."),
            { } type when !client.GrantTypes.Contains(type) => OAuthError.Of("unauthorized_client", $"This client is not registered for {type}."),
            GrantTypes.AuthorizationCode => await Redeem(form, client, resource),
            GrantTypes.RefreshToken => await Refresh(form, client, resource),
            GrantTypes.JwtBearer => await Answer(await assertions.Redeem(form, client, resource, CancellationToken.None), client, withRefresh: false),
            GrantTypes.DeviceCode => await ForDevice(form, client, resource),
            _ => await ForItself(form, client, resource),
        };
    }

    // From here on nothing stops when the client goes away: half a redemption would cost the person a sign-in.
    private async Task<IResult> Redeem(IFormCollection form, OAuthClient client, string? resource)
    {
        if (form.Field("code") is not { } code) return OAuthError.InvalidRequest("code is missing.");
        if (form.Field("code_verifier") is not { } verifier) return OAuthError.InvalidRequest("code_verifier is missing; PKCE is required.");
        if (!SecretText.IsSecret(code)) return OAuthError.Of("invalid_grant", "This is not a code of this server.");
        var request = new RedeemCode { Client = client.Id, RedirectUri = form.Field("redirect_uri"), CodeVerifier = verifier, Resource = resource };
        var grain = grains.GetGrain<IAuthorizationCodeGrain>(GrainKeys.PlatformItem(SecretText.Digest(code)));
        return await Answer(await grain.Redeem(request, CancellationToken.None), client);
    }

    private async Task<IResult> Refresh(IFormCollection form, OAuthClient client, string? resource)
    {
        if (form.Field("refresh_token") is not { } text) return OAuthError.InvalidRequest("refresh_token is missing.");
        if (!RefreshToken.TryParse(text, out var token)) return OAuthError.Of("invalid_grant", "This is not a refresh token of this server.");
        var scopes = form.Field("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        var request = new RefreshRequest { Client = client.Id, Token = token, Scopes = scopes is [] ? null : scopes, Resource = resource };
        var grain = grains.GetGrain<ITokenFamilyGrain>(GrainKeys.TokenFamily(token.Tenant, token.Family));
        return await Answer(await grain.Refresh(request, CancellationToken.None), client);
    }

    /// <summary>RFC 8628 §3.4.</summary>
    private async Task<IResult> ForDevice(IFormCollection form, OAuthClient client, string? resource)
    {
        if (form.Field("device_code") is not { } code) return OAuthError.InvalidRequest("device_code is missing.");
        if (!SecretText.IsSecret(code)) return OAuthError.Of("invalid_grant", "This is not a device code of this server.");
        var grain = grains.GetGrain<IDeviceCodeGrain>(GrainKeys.PlatformItem(SecretText.Digest(code)));
        return await Answer(await grain.Redeem(client.Id, resource, CancellationToken.None), client);
    }

    /// <summary>OAuth 2.1 §4.2. No refresh token: the client can always ask again.</summary>
    private async Task<IResult> ForItself(IFormCollection form, OAuthClient client, string? resource)
    {
        var wanted = form.Field("scope")?.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        if (wanted?.FirstOrDefault(scope => !client.Scopes.Contains(scope)) is { } tooMuch)
            return OAuthError.Of("invalid_scope", $"The scope '{tooMuch}' was not given to this client. Its organisation can register one that has it.");
        if (await grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(client.Id)).Standing(CancellationToken.None) is null)
            return OAuthError.Of("unauthorized_client", "The client may not act any more.");
        var scopes = wanted is { Length: > 0 } ? wanted : client.Scopes;
        var signed = await grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys).SignForClient(new()
        {
            Issuer = address.Base, Client = client.Id, Tenant = client.Tenant!, Scopes = scopes, Resource = resource ?? address.Base,
        }, CancellationToken.None);
        return Answer(signed, scopes, refreshToken: null);
    }

    private async Task<IResult> Answer(GrantResult result, OAuthClient client, bool withRefresh = true)
    {
        if (result.Refusal is { } refusal)
        {
            if (refusal.RevokedFamily is { } family) families.End(family);
            return OAuthError.Of(refusal.Error, refusal.Description);
        }

        var grant = result.Grant!;
        var signed = await grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys)
            .Sign(new AccessTokenClaims { Issuer = address.Base, Grant = grant }, CancellationToken.None);
        return Answer(signed, grant.Scopes, client.GrantTypes.Contains(GrantTypes.RefreshToken) && withRefresh ? grant.RefreshToken : null);
    }

    private static OAuthError.Uncached Answer(SignedToken signed, IReadOnlyList<string> scopes, RefreshToken? refreshToken)
    {
        Dictionary<string, object> answer = new()
        {
            ["access_token"] = signed.Token,
            ["token_type"] = "Bearer",
            ["expires_in"] = signed.ExpiresIn,
            ["scope"] = string.Join(' ', scopes),
        };
        if (refreshToken is not null) answer["refresh_token"] = refreshToken.ToString();
        return new OAuthError.Uncached(TypedResults.Json(answer));
    }

    private bool TryResource(IFormCollection form, out string? resource)
    {
        resource = null;
        return form["resource"] switch { [] => true, [{ } one] => address.TryResource(one, out resource), _ => false };
    }
}
