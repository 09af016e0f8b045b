namespace Actors.Gateway.Tests.Mcp;

/// <summary>Streamable HTTP beyond request and answer.</summary>
public sealed class TransportTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Theory]
    [InlineData("GET")]
    [InlineData("DELETE")]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Modern_revisions_have_neither_streams_to_get_nor_sessions_to_end(string method) =>
        Assert.Equal(["POST"], await NotAllowed(method, McpPost.Modern));

    [Theory]
    [InlineData("PUT")]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Older_revisions_have_them_and_no_other_methods(string method) =>
        Assert.Equal(["POST", "GET", "DELETE"], await NotAllowed(method, "2025-11-25"));

    [Theory]
    [InlineData("notifications/initialized", "2025-11-25")]
    [InlineData("notifications/cancelled", "2025-06-18")]
    [InlineData("notifications/roots/list_changed", null)]
    [InlineData("notifications/of/the/future", "2026-07-28")]
    public async Task A_notification_is_accepted_and_gets_no_answer(string method, string? version)
    {
        using var http = app.SignedIn();
        var post = McpPost.Of(method, "", version);
        var answer = await post.Body(post.Text.Replace("\"id\":1,", "", StringComparison.Ordinal)).To(http);
        Assert.Equal((202, ""), (answer.Status, answer.Body));
    }

    [Fact]
    public async Task A_response_is_accepted_on_revisions_where_servers_ask()
    {
        using var http = app.SignedIn();
        Assert.Equal(202, (await McpPost.Of("", "", "2025-11-25").Body("""{"jsonrpc":"2.0","id":7,"result":{}}""").To(http)).Status);
    }

    [Fact]
    public async Task A_batch_of_notifications_is_accepted_and_gets_no_answer()
    {
        using var http = app.SignedIn();
        Assert.Equal(202, (await new McpPost("""[{"jsonrpc":"2.0","method":"notifications/initialized"}]""").To(http)).Status);
    }

    [Fact]
    public async Task In_a_batch_what_is_no_message_is_answered_as_to_no_id()
    {
        using var http = app.SignedIn();
        var answers = (await new McpPost("""[3,{"jsonrpc":"2.0","id":1,"method":"ping"}]""").To(http)).Json;
        Assert.Equal(["null", "1"], answers.EnumerateArray().Select(answer => answer.GetProperty("id").GetRawText()));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("application/*;q=0.5")]
    [InlineData(null)]
    public async Task A_client_that_takes_JSON_gets_JSON(string? accept)
    {
        using var http = app.SignedIn();
        var post = McpPost.OfModernCall("whoami").Without("Accept");
        var answer = await (accept is null ? post : post.With("Accept", accept)).To(http);
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-03-26")]
    public async Task A_client_that_takes_only_events_gets_the_answer_as_one(string version)
    {
        using var http = app.SignedIn();
        var post = version == McpPost.Modern ? McpPost.OfModernCall("whoami") : McpPost.OfCall(version, "whoami");
        var answer = await post.Instead("Accept", "text/event-stream").To(http);
        Assert.Equal((200, "text/event-stream"), (answer.Status, answer.ContentType));
        Assert.Matches("^event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":.*}\n\n$", answer.Body);
        Assert.Equal("no", Assert.Single(answer.Headers.GetValues("X-Accel-Buffering")));
    }

    [Fact]
    public async Task A_session_id_from_elsewhere_is_ignored()
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfModernCall("whoami").With("Mcp-Session-Id", "x").To(http);
        Assert.Equal(200, answer.Status);
        Assert.False(answer.Headers.Contains("Mcp-Session-Id"));
    }

    [Fact]
    public async Task A_name_may_come_in_Base64()
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfModernCall("whoami").Instead("Mcp-Name", "=?base64?d2hvYW1p?=").To(http);
        Assert.Equal(200, answer.Status);
    }

    [Theory]
    [InlineData("\"ü \\\" \\u0041\"")]
    [InlineData("-12345678901234567890")]
    public async Task An_id_comes_back_as_it_was_sent(string id)
    {
        using var http = app.SignedIn();
        var post = McpPost.Of("ping", "", null);
        var answer = await post.Body(post.Text.Replace("\"id\":1", $"\"id\":{Wire(id)}", StringComparison.Ordinal)).To(http);
        Assert.Equal($"{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{}}}}", answer.Body);
    }

    private async Task<IEnumerable<string>> NotAllowed(string method, string revision)
    {
        using var http = app.SignedIn();
        using var request = new HttpRequestMessage(new(method), "/mcp") { Headers = { { "MCP-Protocol-Version", revision } } };
        using var answer = await http.SendAsync(request);
        Assert.Equal(405, (int)answer.StatusCode);
        return answer.Content.Headers.Allow;
    }

    // McpPost sends one byte for each character, so that tests can send what is not UTF-8.
    private static string Wire(string text) => System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
