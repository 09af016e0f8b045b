using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Documents;
using Actors.Outbound;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.OAuth;

/// <summary>The OpenID providers that this platform trusts, what they say of themselves, and whom they mean.</summary>
internal sealed class IdentityProviders(IGrainFactory grains, OutboundDocuments documents, IOptions<GatewayOptions> options)
{
    /// <summary>Those that people can sign in with, by id.</summary>
    public IEnumerable<KeyValuePair<string, IdentityProviderOptions>> ForSignIn => options.Value.IdentityProviders.Where(provider => provider.Value.ClientId is not null);

    /// <summary>The one that manages authorization and has this issuer, or null.</summary>
    public IdentityProviderOptions? Managing(string? issuer) =>
        options.Value.IdentityProviders.Values.FirstOrDefault(provider => provider.ManagesAuthorization && provider.Issuer == issuer);

    /// <summary>What it says of itself (OpenID Connect Discovery §4).</summary>
    /// <exception cref="OutboundException">It says nothing, or not of itself.</exception>
    public async Task<ProviderMetadata> Discover(IdentityProviderOptions provider)
    {
        var text = await documents.Get(new Uri(provider.Issuer.TrimEnd('/') + "/.well-known/openid-configuration"));
        try
        {
            using var document = JsonDocument.Parse(text);
            string Text(string name) => document.RootElement.GetProperty(name).GetString() ?? throw new FormatException(name);
            if (Text("issuer") != provider.Issuer) throw new FormatException("issuer");
            return new(Https(Text("authorization_endpoint")), Https(Text("token_endpoint")), Https(Text("jwks_uri")));
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new OutboundException($"The metadata of {provider.Label} cannot be used.", wrong);
        }
    }

    /// <summary>Whether the provider signed it.</summary>
    public async Task<bool> Signed(IdentityProviderOptions provider, ForeignJwt jwt) =>
        JsonWebKeys.TryRead(await documents.Get((await Discover(provider)).Keys), out var keys) && jwt.IsSignedBy(keys);

    /// <summary>
    /// The people of this platform whom a token of the provider means: by an e-mail address that it vouches for, as long as it means the
    /// same person by it. Empty where there are none, null where the provider does not say whom.
    /// </summary>
    public async Task<IReadOnlyList<UserRef>?> People(IdentityProviderOptions provider, ForeignJwt jwt, CancellationToken cancellation)
    {
        if (jwt.Claim("sub") is not { Length: > 0 and <= 255 } subject || !EmailAddress.TryNormalise(jwt.Claim("email") ?? "", out var email)) return null;
        var identity = grains.GetGrain<IExternalIdentityGrain>(GrainKeys.PlatformItem(SecretText.Digest($"external {provider.Issuer} {email}")));
        var people = await grains.GetGrain<IEmailGrain>(GrainKeys.PlatformItem(email)).Memberships(cancellation);
        if (provider.Tenant is { } tenant) people = people.Where(person => person.Tenant == tenant).ToArray();
        if (people.Count == 0) return people;
        return await identity.Is(subject, cancellation) ? people : null;
    }

    private static Uri Https(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : throw new FormatException(text);
}
