using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>A process that is asked to stop (SIGTERM) ends its long streams so that their clients know, and does not wait for them.</summary>
public sealed class Draining
{
    private const string Modern = "2026-07-28", Legacy = "2025-11-25";
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_listens_is_answered_and_other_streams_end_whole()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey) } };
        using var listening = await Listen(http, server, bound.Token);
        using var standalone = await Standalone(http, server, bound.Token);

        var (heard, seen) = (listening.ReadToEndAsync(bound.Token), standalone.ReadToEndAsync(bound.Token));
        Assert.Equal(0, await server.Stop(bound.Token));

        var answer = JsonSerializer.Deserialize<JsonElement>((await heard).Split("data: ", StringSplitOptions.RemoveEmptyEntries)[^1]);
        Assert.Equal((7, "complete"), (answer.GetProperty("id").GetInt32(), answer.GetProperty("result").GetProperty("resultType").GetString()));
        Assert.DoesNotContain("result", await seen, StringComparison.Ordinal);
    }

    /// <summary>A <c>subscriptions/listen</c> that has been acknowledged.</summary>
    private static async Task<StreamReader> Listen(HttpClient http, Server server, CancellationToken cancellation)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, server.Mcp) { Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", Modern }, { "Mcp-Method", "subscriptions/listen" } } };
        request.Content = Json("""
            {"jsonrpc":"2.0","id":7,"method":"subscriptions/listen","params":{"notifications":{"toolsListChanged":true},
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{} } } }
            """);
        var stream = await Open(http, request, cancellation);
        while (await stream.ReadLineAsync(cancellation) is { } line && !line.Contains("acknowledged", StringComparison.Ordinal)) continue;
        return stream;
    }

    /// <summary>The stream of a session that belongs to no request.</summary>
    private static async Task<StreamReader> Standalone(HttpClient http, Server server, CancellationToken cancellation)
    {
        using var introduction = new HttpRequestMessage(HttpMethod.Post, server.Mcp) { Headers = { { "Accept", "application/json, text/event-stream" } } };
        introduction.Content = Json("""{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"} } }""");
        using var opened = await http.SendAsync(introduction, cancellation);
        var session = opened.Headers.GetValues("Mcp-Session-Id").Single();
        return await Open(http, new(HttpMethod.Get, server.Mcp) { Headers = { { "Accept", "text/event-stream" }, { "MCP-Protocol-Version", Legacy }, { "Mcp-Session-Id", session } } }, cancellation);
    }

    private static async Task<StreamReader> Open(HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return new(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(cancellation));
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
