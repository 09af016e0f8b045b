using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Actors.Silo.Stdio;

namespace Actors.Conformance.Tests;

/// <summary>Whatever a server does, each request on a line is answered once, under its own id, and the bridge goes on.</summary>
public sealed class StdioFaultTests : IAsyncLifetime
{
    private const string Hello = """{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"c","version":"1"}}}""";
    private const string Quiet = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\n\n";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly Pipe input = new(), output = new();
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> heard = new();
    private readonly List<TcpClient> connections = [];
    private readonly StreamReader lines;
    private Func<string, string> answer = _ => Json("""{"jsonrpc":"2.0","id":"good","result":{}}""");
    private Task serving = Task.CompletedTask, bridging = Task.CompletedTask;

    public StdioFaultTests() => lines = new(output.Reader.AsStream());

    public static TheoryData<string, string> Faults => new()
    {
        { "JSON that is none", Json("{\"jsonrpc\":") },
        { "JSON in letters that nobody knows", "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=none\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}" },
        { "strings that are no text", Json("""{"jsonrpc":"2.0","id":"bad","method":"\ud800"}""") },
        { "JSON that is no message", Json("""{"a":1}""") },
        { "an answer to something else", Json("""{"jsonrpc":"2.0","id":"other","result":{}}""") },
        { "an empty 200", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" },
        { "a page that says 503", "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/html\r\nContent-Length: 13\r\nConnection: close\r\n\r\n<html></html>" },
        { "JSON that is cut", "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\nConnection: close\r\n\r\n{\"jsonrpc\":\"2.0\"" },
        { "a stream that is cut", "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\ndata: {no\n\n" },
        { "nothing", "" },
    };

    [Theory, MemberData(nameof(Faults))]
    public async Task What_is_no_answer_is_answered_by_an_error_and_the_next_request_by_the_server(string what, string fault)
    {
        var good = answer;
        answer = request => request.Contains("\"bad\"", StringComparison.Ordinal) ? fault : good(request);
        var error = await Ask("""{"jsonrpc":"2.0","id":"bad","method":"tools/list"}""");
        Assert.True(error.GetProperty("id").GetString() == "bad", what);
        Assert.Equal(-32603, error.GetProperty("error").GetProperty("code").GetInt32());
        Assert.True((await Ask("""{"jsonrpc":"2.0","id":"good","method":"tools/list"}""")).TryGetProperty("result", out _));
    }

    [Fact]
    public async Task Who_cannot_reach_the_server_is_told_where_to_look()
    {
        listener.Stop();
        var error = await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""");
        Assert.EndsWith("Check --url, or start the server.", error.GetProperty("error").GetProperty("message").GetString());
    }

    [Fact]
    public async Task An_error_that_names_no_request_is_about_the_one_there_is()
    {
        answer = _ => Json("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"no"}}""", "400 Bad Request");
        var error = await Ask("""{"jsonrpc":"2.0","id":7,"method":"tools/list"}""");
        Assert.Equal((7, -32600), (error.GetProperty("id").GetInt32(), error.GetProperty("error").GetProperty("code").GetInt32()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("1.5")]
    [InlineData("{}")]
    public async Task Who_asks_under_an_id_that_is_none_gets_the_servers_error_as_it_is(string id)
    {
        answer = _ => Json("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"no"}}""", "400 Bad Request");
        Assert.Equal("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"no"}}""", (await Ask($$"""{"jsonrpc":"2.0","id":{{id}},"method":"ping"}""")).GetRawText());
    }

    [Fact]
    public async Task A_line_whose_strings_are_no_text_is_refused_and_what_Unicode_calls_line_breaks_is_left_in_answers()
    {
        Assert.Equal(-32700, (await Ask("""{"jsonrpc":"2.0","id":1,"method":"\ud800"}""")).GetProperty("error").GetProperty("code").GetInt32());
        answer = _ => Json("{\"jsonrpc\":\"2.0\",\r\n\"id\":1,\"result\":{\"text\":\"a\u2028b\u0085c\"}}");
        Assert.Equal("a\u2028b\u0085c", (await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).GetProperty("result").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_session_that_the_server_has_lost_is_opened_anew_and_the_request_sent_again()
    {
        var sessions = 0;
        answer = request => request.Contains("\"initialize\"", StringComparison.Ordinal)
            ? Json("""{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}""", head: $"Mcp-Session-Id: s{++sessions}\r\n")
            : request.Contains("Mcp-Session-Id: s2", StringComparison.Ordinal) ? Json("""{"jsonrpc":"2.0","id":1,"result":{"ok":true}}""")
            : Json("""{"jsonrpc":"2.0","error":{"code":-32600,"message":"Session not found"}}""", "404 Not Found");
        await Ask(Hello);
        Assert.True((await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""")).GetProperty("result").GetProperty("ok").GetBoolean());
        Assert.Equal(2, sessions);
        Assert.Contains(heard, request => request.Contains("notifications/initialized", StringComparison.Ordinal));
        Assert.All(heard, request => Assert.StartsWith("POST /below/mcp ", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_tool_that_is_not_listed_is_asked_for_once()
    {
        answer = request => request.Contains("Mcp-Method: tools/list", StringComparison.OrdinalIgnoreCase)
            ? Json("""{"jsonrpc":"2.0","id":0,"result":{"tools":[]}}""") : Json("""{"jsonrpc":"2.0","id":1,"result":{}}""");
        for (var i = 0; i < 3; i++)
            await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"none","_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""");
        Assert.Single(heard, request => request.Contains("Mcp-Method: tools/list", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_batch_is_answered_whole_or_each_of_its_requests_is_by_an_error()
    {
        const string Batch = """[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","id":2,"method":"ping"}]""";
        answer = _ => Json("""[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}]""");
        Assert.Equal(2, (await Ask(Batch)).GetArrayLength());
        answer = _ => Json("""[{"jsonrpc":"2.0","id":1,"result":{}}]""");
        Assert.Equal(1, (await Ask(Batch)).GetArrayLength());
        Assert.Equal(2, (await Next()).GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task What_is_under_way_when_the_client_closes_its_end_is_answered()
    {
        answer = _ =>
        {
            Thread.Sleep(TimeSpan.FromMilliseconds(500));
            return Json("""{"jsonrpc":"2.0","id":1,"result":{}}""");
        };
        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""" + "\n"));
        await input.Writer.CompleteAsync();
        Assert.True((await Next()).TryGetProperty("result", out _));
        await bridging.WaitAsync(Bound);
    }

    [Fact]
    public async Task What_takes_too_long_then_is_answered_with_an_error_and_who_listens_keeps_nobody_waiting()
    {
        answer = _ => Quiet;
        await Say("""{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""");
        await Say("""{"jsonrpc":"2.0","id":2,"method":"tools/list"}""");
        await input.Writer.CompleteAsync();
        var error = await Next();
        Assert.Equal((2, -32603), (error.GetProperty("id").GetInt32(), error.GetProperty("error").GetProperty("code").GetInt32()));
        await bridging.WaitAsync(Bound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""data: {"jsonrpc":"2.0","id":"l","result":{"resultType":"complete"}}""")]
    public async Task A_subscription_that_the_server_ends_or_loses_is_called_off(string last)
    {
        answer = _ => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
            + $"data: {{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\"}}\n\n{last}\n\n";
        var told = await Ask("""{"jsonrpc":"2.0","id":"l","method":"subscriptions/listen","params":{"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}""");
        Assert.Equal("notifications/subscriptions/acknowledged", told.GetProperty("method").GetString());
        if (last.Length > 0) Assert.True((await Next()).TryGetProperty("result", out _));
        told = await Next();
        Assert.Equal(("notifications/cancelled", "l"), (told.GetProperty("method").GetString(), told.GetProperty("params").GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task A_client_is_listened_for_once_and_only_when_it_says_that_it_is_ready()
    {
        answer = request => request.StartsWith("GET", StringComparison.Ordinal) ? "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : request.Contains("\"initialize\"", StringComparison.Ordinal) ? Json("""{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"2025-11-25"}}""", head: "Mcp-Session-Id: s1\r\n")
            : Json("""{"jsonrpc":"2.0","id":1,"result":{}}""");
        await Ask(Hello);
        await Ask("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"say","arguments":{"text":"notifications/initialized","or":["notifications/initialized"]}}}""");
        Assert.DoesNotContain(heard, IsGet);
        for (var i = 0; i < 3; i++) await Say("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await Ask("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        while (!heard.Any(IsGet)) await Task.Delay(20);
        await Ask("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        Assert.Single(heard, IsGet);

        static bool IsGet(string request) => request.StartsWith("GET ", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2025-06-18", true)]
    [InlineData("2025-11-25", false)]
    public async Task An_error_to_what_cannot_be_read_has_the_id_that_the_agreed_revision_gives_it(string revision, bool isNull)
    {
        answer = _ => Json($$"""{"jsonrpc":"2.0","id":0,"result":{"protocolVersion":"{{revision}}"} }""", head: "Mcp-Session-Id: s1\r\n");
        await Ask(Hello);
        Assert.Equal(isNull, (await Ask("{")).TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.Null);
    }

    public Task InitializeAsync()
    {
        listener.Start();
        serving = Serve();
        bridging = Run();
        return Task.CompletedTask;

        async Task Run()
        {
            using var http = new HttpClient { BaseAddress = new Uri($"http://{listener.LocalEndpoint}/below/") };
            using var bridge = new StdioBridge(http, output.Writer.AsStream());
            await bridge.Run(input.Reader.AsStream(), CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        await input.Writer.CompleteAsync();
        await bridging;
        listener.Stop();
        await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var connection in connections) connection.Dispose();
        lines.Dispose();
        listener.Dispose();
    }

    private static string Json(string body, string status = "200 OK", string head = "") =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{head}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";

    private async Task<JsonElement> Ask(string line)
    {
        await Say(line);
        return await Next();
    }

    private async Task Say(string line) => await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));

    private async Task<JsonElement> Next() => JsonElement.Parse((await lines.ReadLineAsync().WaitAsync(Bound))!);

    /// <summary>Serves one request a connection, with the bytes that a test wants.</summary>
    private async Task Serve()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync();
            connections.Add(client);
            var request = await Read(client.GetStream());
            heard.Enqueue(request);
            var said = answer(request);
            await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(said));
            if (said != Quiet) client.Dispose();
        }
    }

    private static async Task<string> Read(NetworkStream stream)
    {
        var (buffer, text) = (new byte[16 * 1024], "");
        while (await stream.ReadAsync(buffer) is > 0 and var read)
        {
            text += Encoding.UTF8.GetString(buffer, 0, read);
            if (text.Split("\r\n\r\n", 2) is not [var head, var body]) continue;
            var length = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase))?.Split(' ')[1];
            if (length is null || Encoding.UTF8.GetByteCount(body) >= int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)) break;
        }

        return text;
    }
}
