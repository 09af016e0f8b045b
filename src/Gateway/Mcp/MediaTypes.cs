using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.Mcp;

/// <summary>What the body is said to be, and which answers are accepted (Streamable HTTP: Sending Messages).</summary>
internal static class MediaTypes
{
    private const string Json = "application/json";
    private const string EventStream = "text/event-stream";

    /// <summary>Whether the body is JSON in UTF-8.</summary>
    public static bool IsJson(string? contentType) =>
        contentType == Json
        || (MediaTypeHeaderValue.TryParse(contentType, out var type)
            && type.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The body is said to be something else.</summary>
    public static McpError NotJson => McpError.InvalidRequest("Send the message as application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);

    /// <summary>Clients list both types; one that lists nothing, or one of the two, is served as well as that allows.</summary>
    public static (bool Json, bool Events) Accepted(StringValues accept)
    {
        if (accept.Count == 0 || accept is ["application/json, text/event-stream" or "*/*"]) return (true, true);
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges)) return (false, false);
        var (json, events) = (false, false);
        foreach (var range in ranges)
        {
            if (range.Quality == 0) continue;
            json |= range.MatchesAllTypes || (range.MatchesAllSubTypes ? range.Type.Equals("application", StringComparison.OrdinalIgnoreCase) : range.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase));
            events |= range.MatchesAllTypes || (range.MatchesAllSubTypes ? range.Type.Equals("text", StringComparison.OrdinalIgnoreCase) : range.MediaType.Equals(EventStream, StringComparison.OrdinalIgnoreCase));
        }
        return (json, events);
    }
}
