using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Tells whether a token is good, and what for (RFC 7662). Only to clients that prove who they are: each of the tokens it was
/// given, and one that a tenant's admin registered of all tokens of that tenant. Anything else is simply not active (§2.2).
/// </summary>
internal sealed class IntrospectionEndpoint(
    IGrainFactory grains, ClientAuthenticator clients, AccessTokenCheck accessTokens, FamilyCheck families, PublicAddress address, TimeProvider time)
{
    private static readonly Dictionary<string, object> Inactive = new() { ["active"] = false };

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form)
            return OAuthError.InvalidRequest("Send the parameters as application/x-www-form-urlencoded.");
        if (form.Repeated() is { } name) return OAuthError.InvalidRequest($"The parameter '{name}' comes more than once.");
        var (client, refusal) = await clients.Authenticate(context, form);
        if (client is null) return refusal!;
        if (client.AuthenticationMethod == ClientAuthentication.None)
            return OAuthError.InvalidClient("A public client cannot introspect tokens: anybody could say they are it.");
        if (form.Field("token") is not { } text) return OAuthError.InvalidRequest("token is missing.");

        var answer = RefreshToken.TryParse(text, out var refresh) ? await Refresh(refresh, client, context) : await Access(text, client, context);
        return new OAuthError.Uncached(TypedResults.Json(answer ?? Inactive));
    }

    private async Task<Dictionary<string, object>?> Access(string text, OAuthClient client, HttpContext context)
    {
        if (await accessTokens.Read(text, context.RequestAborted) is not { } token || !MayKnow(client, token.Client, token.Tenant)) return null;
        if (time.GetUtcNow() >= token.ExpiresAt || await families.Standing(token.Family, context) is not { } standing) return null;
        return new()
        {
            ["active"] = true, ["token_type"] = "Bearer", ["iss"] = token.Issuer, ["aud"] = token.Audience, ["sub"] = token.User ?? token.Client,
            ["client_id"] = token.Client, ["tenant"] = token.Tenant, ["iat"] = token.IssuedAt.ToUnixTimeSeconds(), ["exp"] = token.ExpiresAt.ToUnixTimeSeconds(),
            ["scope"] = string.Join(' ', token.Scopes.Where(scope => Scopes.MayHold(standing.Role, scope))),
        };
    }

    private async Task<Dictionary<string, object>?> Refresh(RefreshToken text, OAuthClient client, HttpContext context)
    {
        var family = grains.GetGrain<ITokenFamilyGrain>(GrainKeys.TokenFamily(text.Tenant, text.Family));
        if (await family.Inspect(text, context.RequestAborted) is not { Grant: var grant } token || !MayKnow(client, grant.Client, text.Tenant)) return null;
        return new()
        {
            ["active"] = true, ["iss"] = address.Base, ["aud"] = grant.Resource, ["sub"] = grant.User.User, ["client_id"] = grant.Client, ["tenant"] = text.Tenant,
            ["iat"] = token.IssuedAt.ToUnixTimeSeconds(), ["exp"] = token.ExpiresAt.ToUnixTimeSeconds(), ["scope"] = string.Join(' ', grant.Scopes),
        };
    }

    private static bool MayKnow(OAuthClient asker, string client, string tenant) => asker.Id == client || asker.Tenant == tenant;
}
