using System.Text.Json;
using Actors.Gateway.Tests.Mcp.Published;

namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>One server-sent event.</summary>
internal sealed record Sse(string? Id, string Data, string? Event = null)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Data);
}

/// <summary>An open stream of them. Disposing it hangs up.</summary>
internal sealed class SseStream(HttpResponseMessage response, StreamReader reader, string revision) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public int Status => (int)response.StatusCode;

    /// <summary>The milliseconds a client was told to wait before it comes back.</summary>
    public string? Retry { get; private set; }

    public bool IsEvents => response.Content.Headers.ContentType?.MediaType == "text/event-stream";

    public Task<string> Body => reader.ReadToEndAsync();

    /// <summary>Opens the stream that <c>GET /mcp</c> gives.</summary>
    public static Task<SseStream> Get(HttpClient http, string? session, string? after = null, string path = "/mcp")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/event-stream" } } };
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        return Open(http, request);
    }

    public static async Task<SseStream> Open(HttpClient http, HttpRequestMessage request)
    {
        using var patience = new CancellationTokenSource(Patience);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
        var revision = request.Headers.TryGetValues("MCP-Protocol-Version", out var named) ? named.First() : "2025-11-25";
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync(patience.Token)), revision);
    }

    /// <summary>The next event, or null at the end.</summary>
    public async Task<Sse?> Next()
    {
        using var patience = new CancellationTokenSource(Patience);
        string? id = null, data = null, kind = null;
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) kind = line[7..];
            else if (line.StartsWith("retry: ", StringComparison.Ordinal)) Retry = line[7..];
            else if (line.Length == 0 && data is not null) return Demand(new(id, data, kind));
        }

        return null;
    }

    /// <summary>Every message is what the revision publishes.</summary>
    private Sse Demand(Sse next)
    {
        if (next.Data.StartsWith('{') && next.Json.TryGetProperty("jsonrpc", out _)) PublishedSchema.Of(revision)?.Demand(next.Json);
        return next;
    }

    /// <summary>Waits for a comment, which carries nothing.</summary>
    public async Task Comment()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await reader.ReadLineAsync(patience.Token) != ":") continue;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
