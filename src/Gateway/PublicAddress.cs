using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Actors.Gateway;

/// <summary>
/// The names by which the world knows this backend: the issuer of its tokens, and the resources (RFC 8707) that a
/// token can be for. The base itself is the resource that covers all others. Behind a proxy that has other sites too, the
/// base may have a path; all that leads a client or a browser here begins with it, whether the proxy passes it on or not.
/// </summary>
public sealed class PublicAddress(IOptions<GatewayOptions> options)
{
    /// <summary>The paths that are resources of their own.</summary>
    public static readonly IReadOnlyList<string> ResourcePaths = ["/mcp", "/api", "/a2a"];

    /// <summary>Origin and path, without a slash at the end: issuer, and resource that covers all.</summary>
    public string Base { get; } = options.Value.PublicUrl.GetLeftPart(UriPartial.Path).TrimEnd('/');

    /// <summary>The origin of our pages.</summary>
    public string Origin { get; } = options.Value.PublicUrl.GetLeftPart(UriPartial.Authority);

    /// <summary>The path below which we are, such as <c>/actors</c>; empty where the whole host is ours.</summary>
    public string Path => Base[Origin.Length..];

    /// <summary>Whether browsers reach us over TLS.</summary>
    public bool IsHttps => Base.StartsWith("https://", StringComparison.Ordinal);

    /// <summary>An address as it can be shown: what stands before its host may be somebody's password.</summary>
    public static string WithoutUser(string address) => address.LastIndexOf('@') is var end and >= 0 ? $"…{address[end..]}" : address;

    /// <summary>Recognises a resource of ours in what a client asks for; its scheme and host may be in capitals (MCP 2026-07-28, authorization: Canonical Server URI).</summary>
    public bool TryResource(string text, [NotNullWhen(true)] out string? resource)
    {
        var asked = text.StartsWith(Origin, StringComparison.OrdinalIgnoreCase) ? Origin + text[Origin.Length..] : text;
        resource = asked == Base + "/" ? Base : asked == Base || ResourcePaths.Any(path => asked == Base + path) ? asked : null;
        return resource is not null;
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

    /// <summary>Where the metadata of the resource at this path lies: between origin and path (RFC 9728 §3.1).</summary>
    public string ResourceMetadata(string resourcePath) => $"{Origin}/.well-known/oauth-protected-resource{Path}{resourcePath}";

    /// <summary>Serves below the path what is mapped, as well as at the root, where a proxy leads that takes the path away.</summary>
    internal void UsePath(WebApplication app)
    {
        if (Path.Length == 0) return;
        app.UsePathBase(Path);
        app.UseRouting();
    }
}
