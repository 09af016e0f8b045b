using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Actors.Cluster.Tests.Hosting;

namespace Actors.Cluster.Tests;

/// <summary>MCP sessions, which any gateway serves: the one that had a client's stream is killed, and the client goes on at another.</summary>
[Collection(nameof(SharedCluster))]
public sealed class McpSessionTests(SharedCluster shared) : IDisposable
{
    private const string Revision = "2025-11-25";
    private readonly CancellationTokenSource bound = new(TimeSpan.FromMinutes(2));

    [ClusterFact]
    public async Task A_stream_cut_by_a_killed_gateway_goes_on_at_another_with_what_was_missed_and_nothing_twice()
    {
        var cluster = await shared.Filled(bound.Token);
        var person = shared.Writers(1)[0];
        using var one = person.Client(cluster.Gateways[0]);
        using var other = person.Client(cluster.Gateways[1]);
        var session = await Open(one);
        string seen;
        await using (var stream = await Events(one, session, null))
        {
            Assert.Equal("", (await Next(stream)).Data);
            await person.SetGoal(cluster.Gateways[1], "seen", bound.Token);
            var told = await Next(stream);
            Assert.Equal("notifications/resources/list_changed", Method(told));
            seen = told.EventId!;
            cluster.Gateways[0].Kill();
        }

        await person.SetGoal(cluster.Gateways[1], "missed", bound.Token);
        await using var rest = await Events(other, session, seen);
        Assert.Equal((seen, ""), await Next(rest) is var first ? (first.EventId, first.Data) : default);
        var missed = await Next(rest);
        Assert.Equal("notifications/resources/list_changed", Method(missed));
        Assert.NotEqual(seen, missed.EventId);

        using var answer = await Post(other, session, """{"jsonrpc":"2.0","id":2,"method":"ping"}""");
        Assert.Equal(200, (int)answer.StatusCode);
    }

    public void Dispose() => bound.Dispose();

    private async Task<string> Open(HttpClient http)
    {
        using var opened = await Post(http, null, $$"""
            {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"{{Revision}}","capabilities":{},"clientInfo":{"name":"c","version":"1"} } }
            """);
        return opened.Headers.GetValues("Mcp-Session-Id").Single();
    }

    private async Task<HttpResponseMessage> Post(HttpClient http, string? session, string message)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Add("Accept", "application/json, text/event-stream");
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        return await http.SendAsync(request, bound.Token);
    }

    private async Task<IAsyncEnumerator<SseItem<string>>> Events(HttpClient http, string session, string? after)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/mcp") { Headers = { { "Accept", "text/event-stream" }, { "Mcp-Session-Id", session }, { "MCP-Protocol-Version", Revision } } };
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, bound.Token);
        return SseParser.Create(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(bound.Token)).EnumerateAsync(bound.Token).GetAsyncEnumerator(bound.Token);
    }

    private static async Task<SseItem<string>> Next(IAsyncEnumerator<SseItem<string>> stream)
    {
        Assert.True(await stream.MoveNextAsync());
        return stream.Current;
    }

    private static string Method(SseItem<string> said) => JsonElement.Parse(said.Data).GetProperty("method").GetString()!;
}
