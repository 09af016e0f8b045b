using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Outbound;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Takes an identity provider's word that a client may act for a person (MCP enterprise-managed authorization, which profiles the
/// Identity Assertion JWT Authorization Grant and RFC 7523). The person is not asked: their organisation has decided.
/// </summary>
internal sealed class IdentityAssertions(IGrainFactory grains, IdentityProviders providers, PublicAddress address, TimeProvider time)
{
    private const string Type = "oauth-id-jag+jwt";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>What the assertion grants the client that authenticated, for the access token that it is good for.</summary>
    public async Task<GrantResult> Redeem(IFormCollection form, OAuthClient client, string? resource, CancellationToken cancellation)
    {
        if (client.AuthenticationMethod == ClientAuthentication.None) return GrantResult.Refuse("unauthorized_client", "This grant is for clients that prove who they are.");
        if (!ForeignJwt.TryParse(form.Field("assertion"), out var jwt) || !string.Equals(jwt.Type, Type, StringComparison.OrdinalIgnoreCase))
            return Invalid($"assertion must be a JWT of the type {Type}.");
        if (providers.Managing(jwt.Claim("iss")) is not { } provider) return Invalid("No identity provider of this platform issued the assertion.");
        try
        {
            if (!await providers.Signed(provider, jwt)) return Invalid("The assertion is not signed with a key of its issuer.");
        }
        catch (OutboundException)
        {
            return GrantResult.Refuse("temporarily_unavailable", "The issuer's keys cannot be had at the moment. Try again.");
        }

        if (!jwt.IsFor(address.Base)) return Invalid($"The assertion is for another server than {address.Base}.");
        if (jwt.Claim("client_id") != client.Id) return Invalid("The assertion was issued to another client.");
        if (!jwt.IsTimely(time.GetUtcNow(), Longest) || jwt.Time("iat") is null) return Invalid("The assertion is out of time, or good for longer than ten minutes.");
        if (jwt.Claim("resource") is not { } named || !address.TryResource(named, out var granted)) return GrantResult.Refuse("invalid_target", "The assertion names no resource of this server.");
        if (await Person(provider, jwt, client, cancellation) is not { } person) return Invalid("The assertion means nobody, or not one alone, who may act here through this client.");
        var scopes = await Scopes(form.Field("scope") ?? jwt.Claim("scope"), jwt.Claim("scope"), person, cancellation);
        if (scopes is []) return GrantResult.Refuse("invalid_scope", "None of the scopes is granted by the assertion and to the person's role.");
        return await IsFirstUse(jwt) ? await Open(client, person, scopes, granted, resource) : Invalid("The assertion was used before, or has no jti.");
    }

    private async Task<UserRef?> Person(IdentityProviderOptions provider, ForeignJwt jwt, OAuthClient client, CancellationToken cancellation)
    {
        var people = await providers.People(provider, jwt, cancellation) ?? [];
        return people.Where(person => client.Tenant is null || client.Tenant == person.Tenant).ToArray() is [var one] ? one : null;
    }

    /// <summary>What is asked for, as far as the assertion and the person's role go.</summary>
    private async Task<string[]> Scopes(string? asked, string? asserted, UserRef person, CancellationToken cancellation)
    {
        var allowed = asserted?.Split(' ');
        var user = await grains.GetGrain<IUserGrain>(person.Key()).Get(cancellation);
        return Approvals.Grantable(AuthorizationRequests.KnownScopes(asked), user).Where(scope => allowed is null || allowed.Contains(scope)).ToArray();
    }

    private async Task<bool> IsFirstUse(ForeignJwt jwt) => jwt.Claim("jti") is { } id && await grains
        .GetGrain<IUsedOnceGrain>(GrainKeys.PlatformItem(SecretText.Digest($"identity assertion {jwt.Claim("iss")} {id}")))
        .Use(jwt.Time("exp")!.Value, CancellationToken.None);

    /// <summary>The family ends with its only access token: who wants another brings another assertion, and the provider decides anew.</summary>
    private Task<GrantResult> Open(OAuthClient client, UserRef person, string[] scopes, string granted, string? resource)
    {
        var grant = new AuthorizationGrant
        {
            Client = client.Id, RedirectUri = "", CodeChallenge = "", Resource = granted, Scopes = scopes, User = person, SignedInAt = time.GetUtcNow(),
        };
        if (resource is not null && resource != granted && !resource.StartsWith(granted + "/", StringComparison.Ordinal))
            return Task.FromResult(GrantResult.Refuse("invalid_target", $"The assertion is for {granted} only."));
        return grains.GetGrain<ITokenFamilyGrain>(GrainKeys.TokenFamily(person.Tenant, SecretText.NewId()))
            .Open(new OpenFamily { Grant = grant, Resource = resource, OneToken = true }, CancellationToken.None);
    }

    private static GrantResult Invalid(string description) => GrantResult.Refuse("invalid_grant", description);
}
