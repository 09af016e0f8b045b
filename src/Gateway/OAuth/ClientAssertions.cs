using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>Checks the JWT with which a client proves who it is (<c>private_key_jwt</c>, RFC 7523 §3).</summary>
internal sealed class ClientAssertions(IGrainFactory grains, ClientDirectory clients, ClientDocuments documents, PublicAddress address, TimeProvider time)
{
    /// <summary>The value of <c>client_assertion_type</c>.</summary>
    public const string Type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>An assertion is made for one request, so nobody needs one that is good for long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>The client that signed, or null where the assertion proves nothing.</summary>
    public async Task<OAuthClient?> Check(string text, CancellationToken cancellation)
    {
        if (!ForeignJwt.TryParse(text, out var jwt) || jwt.Claim("iss") is not { } id || jwt.Claim("sub") != id) return null;
        if (!IsForUs(jwt) || !jwt.IsTimely(time.GetUtcNow(), Longest)) return null;
        if ((await clients.Find(id, cancellation)).Client is not { AuthenticationMethod: ClientAuthentication.PrivateKeyJwt } client) return null;
        return await documents.Keys(client) is { } keys && jwt.IsSignedBy(keys) && await IsFirstUse(id, jwt) ? client : null;
    }

    /// <summary>The issuer is what the audience ought to be; clients of before name the endpoint.</summary>
    private bool IsForUs(ForeignJwt jwt) => jwt.IsFor(address.Base) || jwt.IsFor(address.Base + "/oauth/token");

    private Task<bool> IsFirstUse(string id, ForeignJwt jwt) => grains
        .GetGrain<IUsedOnceGrain>(GrainKeys.PlatformItem(SecretText.Digest($"client assertion {id} {jwt.Identity}")))
        .Use(jwt.Time("exp")!.Value, CancellationToken.None);
}
