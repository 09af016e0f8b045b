using System.Security.Cryptography;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Gateway.Authentication;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.OAuth;

/// <summary>What the backend says of itself to clients that discover it.</summary>
internal sealed class Metadata(PublicAddress address, VerificationKeys keys)
{
    private static readonly string[] ScopeNames = Scopes.All.Select(s => s.Scope).ToArray();

    /// <summary>A protected resource (RFC 9728 §2).</summary>
    public IResult Resource(string path) => Document(new
    {
        resource = address.Base + path,
        authorization_servers = new[] { address.Base },
        scopes_supported = ScopeNames,
        bearer_methods_supported = (string[])["header"],
        resource_name = "Actors",
        resource_documentation = address.Base + "/docs",
    });

    /// <summary>The authorization server (RFC 8414 §2).</summary>
    public IResult AuthorizationServer() => Document(Server());

    /// <summary>
    /// The same for clients that look where OpenID providers have it, with the two members that OpenID Connect Discovery §3
    /// requires there and without which clients refuse the document. ID tokens are for those who are granted the scope
    /// <c>openid</c>, which is not among <c>scopes_supported</c>: nobody is given one.
    /// </summary>
    public IResult OpenId() => Document(new Dictionary<string, object>(Server())
    {
        ["subject_types_supported"] = (string[])["public"],
        ["id_token_signing_alg_values_supported"] = (string[])["RS256"],
    });

    /// <summary>The keys that access tokens verify with (RFC 7517 §5).</summary>
    public async Task<IResult> Keys(HttpContext context)
    {
        var set = (await keys.All(context.RequestAborted))
            .Select(key => new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = key.Modulus, e = key.Exponent });
        return Document(new { keys = set }, "application/jwk-set+json");
    }

    private Dictionary<string, object> Server() => new()
    {
        ["issuer"] = address.Base,
        ["authorization_endpoint"] = address.Base + "/oauth/authorize",
        ["token_endpoint"] = address.Base + "/oauth/token",
        ["device_authorization_endpoint"] = address.Base + DeviceAuthorizationEndpoint.Path,
        ["registration_endpoint"] = address.Base + "/oauth/register",
        ["revocation_endpoint"] = address.Base + "/oauth/revoke",
        ["introspection_endpoint"] = address.Base + "/oauth/introspect",
        ["jwks_uri"] = address.Base + "/oauth/jwks",
        ["scopes_supported"] = ScopeNames,
        ["response_types_supported"] = (string[])["code"],
        ["response_modes_supported"] = (string[])["query"],
        ["grant_types_supported"] = GrantTypes.All,
        ["authorization_grant_profiles_supported"] = (string[])["urn:ietf:params:oauth:grant-profile:id-jag"],
        ["token_endpoint_auth_methods_supported"] = ClientAuthentication.All,
        ["revocation_endpoint_auth_methods_supported"] = ClientAuthentication.All,
        ["introspection_endpoint_auth_methods_supported"] = ClientAuthentication.Confidential,
        ["token_endpoint_auth_signing_alg_values_supported"] = ForeignJwt.Algorithms,
        ["revocation_endpoint_auth_signing_alg_values_supported"] = ForeignJwt.Algorithms,
        ["introspection_endpoint_auth_signing_alg_values_supported"] = ForeignJwt.Algorithms,
        ["code_challenge_methods_supported"] = (string[])["S256"],
        ["client_id_metadata_document_supported"] = true,
        ["authorization_response_iss_parameter_supported"] = true,
        ["protected_resources"] = PublicAddress.ResourcePaths.Prepend("").Select(path => address.Base + path).ToArray(),
        ["service_documentation"] = address.Base + "/docs",
    };

    private static Cached Document(object document, string type = "application/json")
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(document);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");
        return new Cached(TypedResults.Bytes(bytes, type, entityTag: tag));
    }

    private sealed class Cached(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "public, max-age=300";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
