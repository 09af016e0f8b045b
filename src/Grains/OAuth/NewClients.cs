using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>What an admin may register.</summary>
internal static class NewClients
{
    private const int MaxRedirectUris = 20;

    /// <summary>The registration that is asked for.</summary>
    /// <exception cref="ActorException">It cannot be had, or <paramref name="caller"/> may not give what it asks for.</exception>
    public static RegisterClient Check(NewClient request, string tenant, Caller caller)
    {
        var method = request.AuthenticationMethod ?? ClientAuthentication.Basic;
        if (!ClientAuthentication.All.Contains(method))
            throw ActorException.InvalidArgument("authenticationMethod", $"The method must be one of: {string.Join(", ", ClientAuthentication.All)}.");
        if ((method == ClientAuthentication.PrivateKeyJwt) != (request.Keys is not null))
            throw ActorException.InvalidArgument("keys", "Keys go with private_key_jwt, and private_key_jwt with keys.");
        var redirects = Checked(request.RedirectUris ?? []);
        var scopes = Grantable(request.Scopes ?? [], request.Role ?? Role.Member, caller);
        var device = request.OnDevices is true;
        if (redirects.Count == 0 && scopes.Length == 0 && !device && request.Managed is not true)
            throw ActorException.InvalidArgument("redirectUris", "A client needs redirect URIs onDevices or managed for people to sign in, scopes to act for itself, or several of them.");
        if (scopes.Length > 0 && method == ClientAuthentication.None)
            throw ActorException.InvalidArgument("authenticationMethod", "A client that acts for itself has to prove who it is: 'none' does not.");
        if (request.Managed is true && method == ClientAuthentication.None)
            throw ActorException.InvalidArgument("authenticationMethod", "A client that an identity provider vouches for has to prove who it is: 'none' does not.");
        return new RegisterClient
        {
            Name = request.Name,
            RedirectUris = redirects,
            AuthenticationMethod = method,
            GrantTypes = [.. redirects.Count > 0 || device ? GrantTypes.Usual.Where(grant => redirects.Count > 0 || grant != GrantTypes.AuthorizationCode) : [], .. device ? [GrantTypes.DeviceCode] : Array.Empty<string>(), .. request.Managed is true ? [GrantTypes.JwtBearer] : Array.Empty<string>(), .. scopes.Length > 0 ? [GrantTypes.ClientCredentials] : Array.Empty<string>()],
            ApplicationType = redirects.All(uri => uri.StartsWith("https:", StringComparison.Ordinal)) ? "web" : "native",
            Tenant = tenant,
            Scopes = scopes,
            Role = request.Role ?? Role.Member,
            Keys = request.Keys is { } keys ? Keys(keys) : null,
        };
    }

    private static IReadOnlyList<string> Checked(IReadOnlyList<string> uris)
    {
        if (uris.Count > MaxRedirectUris) throw ActorException.InvalidArgument("redirectUris", $"There can be {MaxRedirectUris} redirect URIs.");
        foreach (var uri in uris)
            if (RedirectUris.Problem(uri) is { } problem) throw ActorException.InvalidArgument("redirectUris", $"The redirect URI '{uri}' {problem}.");
        return uris;
    }

    /// <summary>Nobody hands on what they do not have, in this very call.</summary>
    private static string[] Grantable(IReadOnlyList<string> scopes, Role role, Caller caller)
    {
        if (role == Role.Operator || (role == Role.Owner && caller.Role != Role.Owner))
            throw new ActorException(ErrorCodes.Forbidden, $"You cannot make a client {role.ToString().ToLowerInvariant()}.", ("role", role.ToString().ToLowerInvariant()));
        if (scopes.FirstOrDefault(scope => !Scopes.MayHold(role, scope)) is { } unfit)
            throw ActorException.InvalidArgument("scopes", $"A client of the role {role.ToString().ToLowerInvariant()} cannot hold '{unfit}'.");
        if (!caller.IsPlatform && scopes.FirstOrDefault(scope => !caller.Has(scope) || !Scopes.MayHold(caller.Role, scope)) is { } tooMuch)
            throw new ActorException(ErrorCodes.Forbidden, $"A client may do no more than you may in this call, and that does not include '{tooMuch}'. whoami says what does.", ("scope", tooMuch));
        return scopes.Distinct().ToArray();
    }

    /// <summary>The keys as they were given. A private key has no business here.</summary>
    private static string Keys(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var keys = document.RootElement.GetProperty("keys").EnumerateArray().ToArray();
            if (keys.Length == 0 || keys.Any(key => !key.TryGetProperty("kty", out _)))
                throw ActorException.InvalidArgument("keys", "The JWK set holds no key.");
            if (keys.Any(key => key.TryGetProperty("d", out _) || key.TryGetProperty("k", out _)))
                throw ActorException.InvalidArgument("keys", "The JWK set holds a private key. Register public keys only, and replace that one: it has been sent.");
            return text;
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw ActorException.InvalidArgument("keys", "The keys must be a JWK set: {\"keys\":[…]}.");
        }
    }
}
