using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.Pages;

/// <summary>The one style sheet of all pages, kept in the assembly.</summary>
internal static class StyleSheet
{
    public const string Path = "/assets/pages.css";

    public static IResult Get()
    {
        using var resource = typeof(StyleSheet).Assembly.GetManifestResourceStream("Actors.Gateway.Pages.pages.css")!;
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes)[..12])}\"");
        return TypedResults.Bytes(bytes, "text/css; charset=utf-8", entityTag: tag);
    }
}
