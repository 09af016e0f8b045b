using System.Text.Json;
using Actors.Tools;

namespace Actors.Gateway.Rest;

/// <summary>Sends the lines of a result as they are, one JSON value each, with a link to the part that follows.</summary>
internal static class JsonLines
{
    public const string ContentType = "application/jsonl";

    public static async Task Send(HttpContext context, Tool tool, string member, ReadOnlyMemory<byte> result)
    {
        using var answer = JsonDocument.Parse(result);
        if (answer.RootElement.TryGetProperty("nextAfter"u8, out var next) && next.ValueKind == JsonValueKind.Number)
            context.Response.Headers.Link = $"<{context.RequestServices.GetRequiredService<PublicAddress>().Path}{tool.Route.Path}?after={next.GetRawText()}>; rel=\"next\"";
        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(answer.RootElement.GetProperty(member).GetString()!, context.RequestAborted);
    }
}
