using System.ComponentModel.DataAnnotations;

namespace Actors.Gateway;

/// <summary>The gateway's settings, section <c>Actors</c> of the configuration.</summary>
public sealed class GatewayOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors";

    /// <summary>The largest request body any surface reads: 4 MiB.</summary>
    public const int MaxBodyBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The address by which the world reaches this backend, such as <c>https://actors.example.com</c> or <c>https://example.com/actors</c>:
    /// the issuer of its tokens and the base of its resources. Plain http only on loopback. Where it is not set, loopback and the port that
    /// is listened on.
    /// </summary>
    public Uri PublicUrl { get; set; } = new("http://127.0.0.1:8080");

    /// <summary>
    /// Origins beside <see cref="PublicUrl"/> whose web pages may call <c>/mcp</c> from a browser, such as
    /// <c>https://inspector.example.com</c>.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>
    /// The proxies in front, as networks such as <c>10.0.0.0/8</c> or single addresses: who they say the client is,
    /// counts for the limits below. Without any, it is whoever opened the connection.
    /// </summary>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>The largest archive of an organisation that can be imported: 1 GiB. It lies in the temporary folder meanwhile.</summary>
    [Range(1, double.PositiveInfinity)]
    public long MaxArchiveBytes { get; set; } = 1024L * 1024 * 1024;

    /// <summary>Sign-in attempts one address may make in a minute.</summary>
    [Range(1, double.PositiveInfinity)]
    public int SignInsPerMinute { get; set; } = 30;

    /// <summary>Client registrations, and likewise requests of devices, that one address may make in a minute.</summary>
    [Range(1, double.PositiveInfinity)]
    public int RegistrationsPerMinute { get; set; } = 20;

    /// <summary>Documents of clients and identity providers that one address may have fetched in a minute.</summary>
    [Range(1, double.PositiveInfinity)]
    public int FetchesPerMinute { get; set; } = 20;

    /// <summary>The OpenID providers that this platform trusts, by an id of one's own choice.</summary>
    public IReadOnlyDictionary<string, IdentityProviderOptions> IdentityProviders { get; set; } = new Dictionary<string, IdentityProviderOptions>();
}
