using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway;

/// <summary>
/// The names by which the world knows this backend: the issuer of its tokens, and the resources (RFC 8707) that a
/// token can be for. The base itself is the resource that covers all others.
/// </summary>
public sealed class PublicAddress(IOptions<GatewayOptions> options)
{
    /// <summary>The paths that are resources of their own.</summary>
    public static readonly IReadOnlyList<string> ResourcePaths = ["/mcp", "/api", "/a2a"];

    /// <summary>The origin without a slash at the end: issuer, and resource that covers all.</summary>
    public string Base { get; } = Origin(options.Value.PublicUrl);

    /// <summary>Whether browsers reach us over TLS.</summary>
    public bool IsHttps => Base.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Recognises a resource of ours in what a client asks for.</summary>
    public bool TryResource(string text, [NotNullWhen(true)] out string? resource)
    {
        resource = text == Base + "/" ? Base : text;
        if (resource == Base || ResourcePaths.Any(path => text == Base + path)) return true;
        resource = null;
        return false;
    }

    /// <summary>The one resource that is asked for, all where none is named; null for any other.</summary>
    public string? Resource(StringValues asked) => asked switch
    {
        [] => Base,
        [{ } one] => TryResource(one, out var resource) ? resource : null,
        _ => null,
    };

    /// <summary>Whether a token for <paramref name="audience"/> is good at the resource of this path.</summary>
    public bool Accepts(string audience, string resourcePath) =>
        audience.StartsWith(Base, StringComparison.Ordinal) && (audience.Length == Base.Length || audience.AsSpan(Base.Length).SequenceEqual(resourcePath));

    /// <summary>Where the metadata (RFC 9728) of the resource at this path lies.</summary>
    public string ResourceMetadata(string resourcePath) => $"{Base}/.well-known/oauth-protected-resource{resourcePath}";

    /// <summary>Makes <see cref="GatewayOptions.PublicUrl"/> what it is documented to be.</summary>
    internal static void AddTo(IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().PostConfigure<IConfiguration>(SetPort)
            .Validate(o => IsOrigin(o.PublicUrl), "Actors:PublicUrl must be an origin without a path: https, such as https://actors.example.com, or http on a loopback address.")
            .ValidateOnStart();
        services.AddSingleton<PublicAddress>();
    }

    private static void SetPort(GatewayOptions options, IConfiguration configuration)
    {
        var listens = configuration["urls"]?.Split(';')[0];
        if (configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.PublicUrl)}"] is null && listens is { Length: > 0 })
            options.PublicUrl = new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", BindingAddress.Parse(listens).Port).Uri;
    }

    private static bool IsOrigin(Uri url) =>
        url is { IsAbsoluteUri: true, PathAndQuery: "/", Fragment: "", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));

    private static string Origin(Uri url) => url.GetLeftPart(UriPartial.Authority);
}
