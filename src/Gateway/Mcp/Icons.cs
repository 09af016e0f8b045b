using System.Security.Cryptography;
using System.Text.Json;
using Actors.Tools;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.Mcp;

/// <summary>The pictures of what is offered, and of the server itself: named in lists (2025-11-25, basic: Icons), and served to whoever shows those.</summary>
internal sealed class Icons(PublicAddress address)
{
    public const string Route = "/icons/{name}.svg";
    private const string Server = "actors", MimeType = "image/svg+xml";

    /// <summary>Writes the icons of the server.</summary>
    public void WriteServer(Utf8JsonWriter json) => Write(json, Server);

    /// <summary>Writes the icons of something offered, where it has some and the revision has a place for them.</summary>
    public void Write(Utf8JsonWriter json, ProtocolVersion version, Icon? icon)
    {
        if (icon is not null && version.HasIcons) Write(json, icon.Name);
    }

    /// <summary>Answers with a picture. It may be shown anywhere, and do nothing there.</summary>
    public static IResult Get(HttpContext http)
    {
        var name = (string)http.Request.RouteValues["name"]!;
        if (Find(name, http.RequestServices.GetRequiredService<ToolCatalog>()) is not { } svg) return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=86400";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return TypedResults.Bytes(svg, MimeType, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(svg.Span)[..12])}\""));
    }

    private static ReadOnlyMemory<byte>? Find(string name, ToolCatalog catalog)
    {
        if (name != Server) return catalog.FindIcon(name)?.Svg;
        using var file = typeof(Icons).Assembly.GetManifestResourceStream("Actors.Gateway.Pages.icon.svg")!;
        var svg = new byte[file.Length];
        file.ReadExactly(svg);
        return svg;
    }

    private void Write(Utf8JsonWriter json, string name)
    {
        json.WriteStartArray("icons"u8);
        json.WriteStartObject();
        json.WriteString("src"u8, $"{address.Base}{Route.Replace("{name}", name, StringComparison.Ordinal)}");
        json.WriteString("mimeType"u8, MimeType);
        json.WriteStartArray("sizes"u8);
        json.WriteStringValue("any"u8);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
