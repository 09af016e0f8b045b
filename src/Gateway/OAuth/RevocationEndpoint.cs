using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Ends a sign-in at the wish of its client (RFC 7009). Either token will do, and all tokens of the family end: an
/// access token alone is gone in 15 minutes anyway.
/// </summary>
internal sealed class RevocationEndpoint(IGrainFactory grains, ClientAuthenticator clients, AccessTokenCheck accessTokens, FamilyCheck families)
{
    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form)
            return OAuthError.InvalidRequest("Send the parameters as application/x-www-form-urlencoded.");
        if (form.Repeated() is { } name) return OAuthError.InvalidRequest($"The parameter '{name}' comes more than once.");
        var (client, refusal) = await clients.Authenticate(context, form);
        if (client is null) return refusal!;
        if (form.Field("token") is not { } text) return OAuthError.InvalidRequest("token is missing.");

        if (RefreshToken.TryParse(text, out var refresh))
            return await Revoke(client, GrainKeys.TokenFamily(refresh.Tenant, refresh.Family), refresh);
        if (await accessTokens.Read(text, context.RequestAborted) is { } access)
            return access.User is null
                ? OAuthError.Of("unsupported_token_type", "A token that a client got for itself lasts 15 minutes and cannot be revoked alone; an admin can delete the client.")
                : await Revoke(client, access.Family, null);
        return TypedResults.Ok(); // §2.2: a token that never was is as good as revoked
    }

    private async Task<IResult> Revoke(OAuthClient client, string family, RefreshToken? token)
    {
        var outcome = await grains.GetGrain<ITokenFamilyGrain>(family).RevokeBy(client.Id, token, CancellationToken.None);
        if (outcome == RevocationOutcome.Revoked) families.End(family);
        return outcome == RevocationOutcome.NotYours
            ? OAuthError.Of("unauthorized_client", "The token was given to another client.")
            : TypedResults.Ok();
    }
}
