using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>What HTTP itself has to say in the binding HTTP+JSON (A2A 1.0 §11): addresses, queries, methods, types and sizes.</summary>
[Collection(RestCollection.Name)]
public sealed class RestTests(ActorsApp app)
{
    private readonly string tenant = app.Demo.Text("tenant");

    public static TheoryData<bool> Bindings => new(true, false);

    [Theory]
    [InlineData("GET", "/{0}/tasks", "/{1}/tasks", null)]
    [InlineData("GET", "/tasks?tenant={0}", "/tasks?tenant={1}", null)]
    [InlineData("GET", "/{0}/tasks?tenant={0}", "/{0}/tasks?tenant={1}", null)]
    [InlineData("POST", "/{0}/message:send", "/{1}/message:send", "{0}")]
    [InlineData("POST", "/{0}/message:send", "/{0}/message:send", "{1}")]
    [InlineData("POST", "/message:send", "/message:send", "{1}")]
    public async Task A_tenant_may_be_named_anywhere_but_only_one_s_own(string verb, string right, string wrong, string? inBody)
    {
        var echo = new Agent(app.SignedIn(), "echo", rpc: false);
        string Named(string text) => text.Replace("{0}", tenant, StringComparison.Ordinal).Replace("{1}", "another", StringComparison.Ordinal);
        string Body(string? named) => $$"""{"message":{{Agent.NewMessage()}}{{(named is null ? "" : $",\"tenant\":\"{named}\"")}}}""";
        Assert.Equal(200, (await echo.Ask("", verb, Named(right), Body(tenant))).Status);
        var refused = await echo.Ask("", verb, Named(wrong), Body(inBody is null ? null : Named(inBody)));
        Assert.Equal((404, "TASK_NOT_FOUND"), (refused.Status, refused.Reason));
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task History_and_artifacts_are_answered_as_far_as_they_are_asked_for(bool rpc)
    {
        var (echo, context) = (new Agent(app.SignedIn(), "echo", rpc), Guid.NewGuid().ToString());
        JsonElement Only(A2AAnswer page) => Assert.Single(page.Result.GetProperty("tasks").EnumerateArray());
        var sent = (await echo.Send(Agent.NewMessage(more: $",\"contextId\":\"{context}\""), """{"historyLength":0}""")).Task;
        Assert.False(sent.TryGetProperty("history", out _));
        Assert.False((await echo.Get(sent.Text("id"), historyLength: 0)).Result.TryGetProperty("history", out _));
        Assert.Equal(1, (await echo.Get(sent.Text("id"), historyLength: 7)).Result.GetProperty("history").GetArrayLength());
        Assert.False(Only(await echo.List(("contextId", context), ("historyLength", 0))).TryGetProperty("history", out _));
        Assert.Equal(1, Only(await echo.List(("contextId", context), ("historyLength", 1))).GetProperty("history").GetArrayLength());
        Assert.False(Only(await echo.List(("contextId", context), ("includeArtifacts", false))).TryGetProperty("artifacts", out _));
        Assert.Equal(1, Only(await echo.List(("contextId", context), ("includeArtifacts", true))).GetProperty("artifacts").GetArrayLength());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task What_is_sent_on_several_lines_is_streamed_on_one(bool rpc)
    {
        var events = await new Agent(app.SignedIn(), "echo", rpc).Stream(Agent.NewMessage(more: ",\"metadata\":{\n\"lines\":\r\n3}"));
        Assert.Equal(3, events[0].GetProperty("task").GetProperty("history")[0].GetProperty("metadata").GetProperty("lines").GetInt32());
    }

    [Theory, MemberData(nameof(Bindings))]
    public async Task Tasks_are_listed_from_a_time_on_that_is_meant(bool rpc)
    {
        var (echo, context) = (new Agent(app.SignedIn(), "echo", rpc), Guid.NewGuid().ToString());
        var status = (await echo.Send(Agent.NewMessage(more: $",\"contextId\":\"{context}\""))).Task.GetProperty("status").Text("timestamp");
        async Task<int> Since(string time) => (await echo.List(("contextId", context), ("statusTimestampAfter", time))).Result.GetProperty("totalSize").GetInt32();
        Assert.Equal(1, await Since(status));
        Assert.Equal(1, await Since(status.Replace("Z", "000000Z", StringComparison.Ordinal)));
        Assert.Equal(0, await Since("9999-12-31T23:59:59Z"));
        foreach (var wrong in (string[])["yesterday", "2026-01-31", "01/31/2026 12:00:00", "2026-13-31T12:00:00Z", "2026-01-31T12:00:00"])
            Assert.Equal((wrong, "INVALID_PARAMS"), (wrong, (await echo.List(("statusTimestampAfter", wrong))).Reason));
    }

    [Fact]
    public async Task A_webhook_is_asked_for_by_its_id_and_put_to_the_task_in_the_address()
    {
        var (rest, rpc) = (new Agent(app.SignedIn(), "echo", rpc: false), new Agent(app.SignedIn(), "echo", rpc: true));
        var task = (await rest.Send(Agent.NewMessage())).Task.Text("id");
        Assert.Equal("INVALID_PARAMS", (await rpc.Ask("GetTaskPushNotificationConfig", "", "", $$"""{"taskId":"{{task}}"}""")).Reason);
        Assert.Equal("INVALID_PARAMS", (await rest.Ask("", "POST", $"/tasks/{task}/pushNotificationConfigs", """{"taskId":"another","url":"https://127.0.0.1/"}""")).Reason);
    }

    [Theory]
    [InlineData("GET", "/a2a/echo", "POST")]
    [InlineData("PUT", "/a2a/echo/message:send", "POST")]
    [InlineData("OPTIONS", "/a2a/echo/message:stream", "POST")]
    [InlineData("DELETE", "/a2a/echo/tasks", "GET")]
    [InlineData("PUT", "/a2a/echo/tasks/t/pushNotificationConfigs/p", "DELETE, GET")]
    [InlineData("POST", "/a2a/echo/tasks/t", "GET")]
    [InlineData("DELETE", "/a2a/echo/v1/tasks/t", "GET")]
    [InlineData("GET", "/a2a/echo/tasks/t:cancel", "POST")]
    [InlineData("PUT", "/a2a/echo/demo/tasks/t:cancel", "POST")]
    [InlineData("DELETE", "/a2a/echo/tasks/t:subscribe", "GET, POST")]
    [InlineData("POST", "/a2a/echo/.well-known/agent-card.json", "GET, HEAD")]
    public async Task A_method_that_an_address_does_not_know_is_answered_with_those_it_does(string verb, string path, string allowed)
    {
        var answer = await app.SignedIn().SendAsync(new(new(verb), path) { Headers = { { "A2A-Version", "1.0" } } });
        Assert.Equal((HttpStatusCode.MethodNotAllowed, allowed), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow.Order(StringComparer.Ordinal))));
    }

    [Theory]
    [InlineData("POST", "/a2a/nobody")]
    [InlineData("GET", "/a2a/nobody/tasks")]
    [InlineData("GET", "/a2a/nobody/.well-known/agent-card.json")]
    public async Task Where_there_is_no_agent_it_is_said_which_there_are(string verb, string path)
    {
        var answer = await app.SignedIn().SendAsync(new(new(verb), path));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("GET /api/a2a/agents", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "application/a2a+json")]
    [InlineData("*/*", "application/a2a+json")]
    [InlineData("application/json, application/a2a+json;q=0.5", "application/a2a+json")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/a2a+json;q=0, application/*", "application/json")]
    [InlineData("text/html", "application/a2a+json")]
    public async Task Plain_JSON_is_for_clients_that_take_nothing_else(string? accepted, string type)
    {
        foreach (var path in (string[])["/a2a/echo/tasks", "/a2a/echo/tasks/made-up"])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "A2A-Version", "1.0" } } };
            if (accepted is not null) request.Headers.Accept.ParseAdd(accepted);
            Assert.Equal(type, (await app.SignedIn().SendAsync(request)).Content.Headers.ContentType!.MediaType);
        }
    }

    [Fact]
    public async Task A_card_is_asked_for_by_its_head_its_tag_and_its_time()
    {
        const string Card = "/a2a/concierge/.well-known/agent-card.json";
        using var http = app.Client();
        var whole = await http.GetAsync(Card);
        var head = await http.SendAsync(new(HttpMethod.Head, Card));
        Assert.Equal((HttpStatusCode.OK, whole.Headers.ETag, whole.Content.Headers.ContentLength), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal(("A2A-Version", TimeSpan.FromMinutes(5)), (Assert.Single(head.Headers.Vary), head.Headers.CacheControl!.MaxAge));
        foreach (var tags in (string[])[whole.Headers.ETag!.Tag, $"\"another\", W/{whole.Headers.ETag.Tag}", "*"])
        {
            var known = await http.SendAsync(new(HttpMethod.Get, Card) { Headers = { { "If-None-Match", tags } } });
            Assert.Equal((HttpStatusCode.NotModified, whole.Headers.ETag), (known.StatusCode, known.Headers.ETag));
        }
        var since = whole.Content.Headers.LastModified!.Value;
        foreach (var (tag, at, status) in ((string?, DateTimeOffset, HttpStatusCode)[])[(null, since, HttpStatusCode.NotModified), (null, since.AddSeconds(-1), HttpStatusCode.OK), ("\"another\"", since, HttpStatusCode.OK)])
        {
            var request = new HttpRequestMessage(HttpMethod.Get, Card) { Headers = { IfModifiedSince = at } };
            if (tag is not null) request.Headers.IfNoneMatch.ParseAdd(tag);
            Assert.Equal(status, (await http.SendAsync(request)).StatusCode);
        }
        Assert.NotEqual(whole.Headers.ETag, (await http.SendAsync(new(HttpMethod.Get, Card) { Headers = { { "A2A-Version", "0.3" } } })).Headers.ETag);
    }

    [Theory]
    [InlineData("/a2a/echo")]
    [InlineData("/a2a/echo/message:send")]
    public async Task A_part_that_is_too_large_is_refused_before_it_is_read(string path)
    {
        var message = $$"""{"messageId":"m","role":"ROLE_USER","parts":[{"raw":"{{new string('A', 4 * 1024 * 1024)}}"}]}""";
        var body = path.EndsWith("echo", StringComparison.Ordinal) ? $$$"""{"jsonrpc":"2.0","id":1,"method":"SendMessage","params":{"message":{{{message}}}}}""" : $$"""{"message":{{message}}}""";
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Headers = { { "A2A-Version", "1.0" } }, Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        var answer = await app.SignedIn().SendAsync(request);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("REQUEST_TOO_LARGE", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
