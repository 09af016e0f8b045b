using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.A2A.Cards;

/// <summary>A card as it is sent, with the tag and the time by which caches know it.</summary>
internal sealed class AgentCard
{
    private static readonly string CacheControl = $"public, max-age={(int)AgentCards.KeptFor.TotalSeconds}";

    private readonly byte[] json;
    private readonly string etag;
    private readonly DateTimeOffset since;

    /// <param name="card">What it says.</param>
    /// <param name="before">The card in whose place it comes, if any: one that says the same is no newer.</param>
    /// <param name="at">When it was made, in UTC.</param>
    public AgentCard(JsonObject card, AgentCard? before, DateTimeOffset at)
    {
        json = Encoding.UTF8.GetBytes(card.ToJsonString());
        etag = $"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 8))}\"";
        since = before?.etag == etag ? before.since : at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));
    }

    /// <summary>Sends the card, or says that the client has it (A2A 1.0 §8.6).</summary>
    public async Task Send(HttpContext http)
    {
        http.Response.GetTypedHeaders().LastModified = since;
        http.Response.Headers.CacheControl = CacheControl;
        http.Response.Headers.ETag = etag;
        http.Response.Headers.Vary = "A2A-Version";
        if (IsKnown(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = json.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }

    /// <summary>Whether the client has it already; the time counts only where no tag is named (RFC 9110 §13.2.2).</summary>
    private bool IsKnown(HttpRequest request) => request.Headers.IfNoneMatch.Count > 0
        ? request.Headers.IfNoneMatch.Any(tags => tags is not null && EntityTagHeaderValue.TryParseList([tags], out var known) && known.Any(tag => tag.Tag == "*" || tag.Tag == etag))
        : request.GetTypedHeaders().IfModifiedSince >= since;
}
