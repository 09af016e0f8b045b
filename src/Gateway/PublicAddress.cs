using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Actors.Gateway;

/// <summary>
/// The names by which the world knows this backend: the issuer of its tokens, and the resources (RFC 8707) that a
/// token can be for. The base itself is the resource that covers all others.
/// </summary>
public sealed class PublicAddress(IOptions<GatewayOptions> options, IServer server)
{
    /// <summary>The paths that are resources of their own.</summary>
    public static readonly IReadOnlyList<string> ResourcePaths = ["/mcp", "/api"];

    private readonly Lazy<string> configuredOrBound = new(() => options.Value.PublicUrl is { Length: > 0 } url ? Origin(url) : Bound(server));

    /// <summary>The origin without a slash at the end: issuer, and resource that covers all.</summary>
    public string Base => configuredOrBound.Value;

    /// <summary>Whether browsers reach us over TLS.</summary>
    public bool IsHttps => Base.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>Recognises a resource of ours in what a client asks for.</summary>
    public bool TryResource(string text, [NotNullWhen(true)] out string? resource)
    {
        resource = text == Base + "/" ? Base : text;
        if (resource == Base || ResourcePaths.Any(path => text.Length == Base.Length + path.Length && text == Base + path)) return true;
        resource = null;
        return false;
    }

    /// <summary>Whether a token for <paramref name="audience"/> is good at the resource of this path.</summary>
    public bool Accepts(string audience, string resourcePath) =>
        audience == Base || (audience.Length == Base.Length + resourcePath.Length
            && audience.StartsWith(Base, StringComparison.Ordinal) && audience.EndsWith(resourcePath, StringComparison.Ordinal));

    /// <summary>Where the metadata (RFC 9728) of the resource at this path lies.</summary>
    public string ResourceMetadata(string resourcePath) => $"{Base}/.well-known/oauth-protected-resource{resourcePath}";

    private static string Origin(string configured)
    {
        if (!Uri.TryCreate(configured, UriKind.Absolute, out var url) || url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            throw new InvalidOperationException($"Actors:PublicUrl is '{configured}'; it must be an origin such as https://actors.example.com, without a path.");
        if (url.Scheme != Uri.UriSchemeHttps && !(url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
            throw new InvalidOperationException($"Actors:PublicUrl is '{configured}'; it must be https, or http on a loopback address such as 127.0.0.1.");
        return url.GetLeftPart(UriPartial.Authority);
    }

    private static string Bound(IServer server) =>
        server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
            ? $"http://127.0.0.1:{BindingAddress.Parse(address).Port}"
            : "http://127.0.0.1:8080";
}
