using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.A2A.Cards;

/// <summary>A card as it is sent, with the tag by which caches know it.</summary>
internal sealed class AgentCard(JsonObject card)
{
    private static readonly string CacheControl = $"public, max-age={(int)AgentCards.KeptFor.TotalSeconds}";

    private readonly byte[] json = Encoding.UTF8.GetBytes(card.ToJsonString());

    private string ETag => $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"";

    /// <summary>Sends the card, or says that the client has it (A2A 1.0 §8.6).</summary>
    public async Task Send(HttpContext http)
    {
        var etag = ETag;
        http.Response.Headers.CacheControl = CacheControl;
        http.Response.Headers.ETag = etag;
        http.Response.Headers.Vary = "A2A-Version";
        if (http.Request.Headers.IfNoneMatch.Any(tags => tags is not null && EntityTagHeaderValue.TryParseList([tags], out var known) && known.Any(tag => tag.Tag == "*" || tag.Tag == etag)))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
