using Actors.Gateway.Admission;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.OAuth;

/// <summary>Reads the one kind of body that OAuth endpoints and pages take: <c>application/x-www-form-urlencoded</c>.</summary>
internal static class FormReader
{
    private const string ContentType = "application/x-www-form-urlencoded";

    /// <summary>The fields, or null where the body is something else or cannot be read.</summary>
    public static async Task<IFormCollection?> Read(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals(ContentType, StringComparison.OrdinalIgnoreCase)) return null;
        BodyRoom.HoldTwice(request.HttpContext, OAuthEndpoints.MaxBodyBytes);
        try
        {
            return await request.ReadFormAsync(request.HttpContext.RequestAborted);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>A field's value, or null where it is absent or empty (RFC 6749 §3.1: the same).</summary>
    public static string? Field(this IFormCollection form, string name) => form[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>The first field that comes twice, which RFC 6749 §3.2 forbids; null where there is none.</summary>
    public static string? Repeated(this IEnumerable<KeyValuePair<string, StringValues>> fields) =>
        fields.FirstOrDefault(field => field.Value.Count > 1 && field.Key != "resource").Key;
}
