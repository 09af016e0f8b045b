using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>A2A 0.3, which a client speaks that names no version: the same tasks in other words.</summary>
[Collection(RestCollection.Name)]
public sealed class OlderRevisionTests(ActorsApp app)
{
    private const string Parts = """
        [{"kind":"text","text":"hello"},{"kind":"data","data":{"a":1}},{"kind":"file","file":{"bytes":"aGk=","name":"a.txt","mimeType":"text/plain"}},{"kind":"file","file":{"uri":"https://example.com/a"}}]
        """;

    private static string NewMessage => $$"""{"kind":"message","messageId":"{{Guid.NewGuid()}}","role":"user","parts":{{Parts}}}""";

    [Fact]
    public async Task A_task_of_JSON_RPC_says_by_kind_what_it_is_and_stands_bare()
    {
        var task = (await Rpc("message/send", $$$"""{"message":{{{NewMessage}}},"configuration":{"blocking":true}}""")).GetProperty("result");
        Assert.Equal(("task", "completed"), (task.Text("kind"), task.GetProperty("status").Text("state")));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(Parts), task.GetProperty("artifacts")[0].GetProperty("parts")), task.GetRawText());
        Assert.Equal(("message", "user"), (task.GetProperty("history")[0].Text("kind"), task.GetProperty("history")[0].Text("role")));

        var id = task.Text("id");
        Assert.Equal(task.GetRawText(), (await Rpc("tasks/get", $$"""{"id":"{{id}}"}""")).GetProperty("result").GetRawText());
        Assert.Equal(-32002, Code(await Rpc("tasks/cancel", $$"""{"id":"{{id}}"}""")));
        Assert.Equal(-32001, Code(await Rpc("tasks/get", """{"id":"made-up"}""")));
        Assert.Equal("TASK_STATE_COMPLETED", (await new Agent(app.SignedIn(), "echo", rpc: true).Get(id)).Result.GetProperty("status").Text("state"));
    }

    [Fact]
    public async Task A_stream_of_JSON_RPC_says_which_event_is_its_last_and_takes_errors_as_events()
    {
        var events = await Stream("message/stream", $$$"""{"message":{{{NewMessage}}}}""");
        Assert.Equal(["task", "status-update", "artifact-update", "status-update"], events.Select(one => one.GetProperty("result").Text("kind")));
        Assert.Equal([false, true], events.Where(one => one.GetProperty("result").Text("kind") == "status-update").Select(one => one.GetProperty("result").GetProperty("final").GetBoolean()));
        Assert.Equal(-32001, Code(Assert.Single(await Stream("tasks/resubscribe", """{"id":"made-up"}"""))));
    }

    [Fact]
    public async Task HTTP_JSON_below_v1_has_the_ProtoJSON_of_0_3()
    {
        var message = """{"messageId":"ID","role":"ROLE_USER","content":[{"text":"hello"},{"data":{"data":{"a":1}}},{"file":{"fileWithBytes":"aGk=","mimeType":"text/plain"}}]}""".Replace("ID", Guid.NewGuid().ToString(), StringComparison.Ordinal);
        var task = (await Rest("POST", "message:send", $$$"""{"request":{{{message}}},"configuration":{"blocking":true}}""")).GetProperty("task");
        Assert.Equal("TASK_STATE_COMPLETED", task.GetProperty("status").Text("state"));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(message).GetProperty("content"), task.GetProperty("history")[0].GetProperty("content")), task.GetRawText());
        Assert.Equal(task.GetRawText(), (await Rest("GET", $"tasks/{task.Text("id")}")).GetRawText());

        var refused = await Rest("POST", $"tasks/{task.Text("id")}:cancel");
        Assert.Equal(-32002, refused.GetProperty("code").GetInt32());
        Assert.NotEmpty(refused.Text("message"));
    }

    [Fact]
    public async Task A_method_of_the_other_revision_is_not_found()
    {
        Assert.Equal(-32601, Code(await Rpc("SendMessage", "{}")));
        Assert.Equal("METHOD_NOT_FOUND", (await new Agent(app.SignedIn(), "echo", rpc: true).Ask("message/send", "POST", "", "{}")).Reason);
    }

    [Fact]
    public async Task A_card_is_in_the_revision_asked_for_and_in_both_where_none_is_named()
    {
        using var http = app.Client();
        async Task<JsonElement> Card(string? version)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/a2a/echo/.well-known/agent-card.json");
            if (version is not null) request.Headers.Add("A2A-Version", version);
            return await (await http.SendAsync(request)).Json();
        }

        var (both, old, current) = (await Card(null), await Card("0.3"), await Card("1.0"));
        Assert.Equal(["0.3.0", "JSONRPC", "0.3.0"], [both.Text("protocolVersion"), both.Text("preferredTransport"), old.Text("protocolVersion")]);
        Assert.Equal("oauth2", both.GetProperty("securitySchemes").GetProperty("oauth2").Text("type"));
        Assert.Equal(current.GetProperty("supportedInterfaces").GetRawText(), both.GetProperty("supportedInterfaces").GetRawText());
        Assert.False(old.TryGetProperty("supportedInterfaces", out _));
        Assert.False(current.TryGetProperty("url", out _));
    }

    private static int Code(JsonElement answer) => answer.GetProperty("error").GetProperty("code").GetInt32();

    private async Task<JsonElement> Rpc(string method, string parameters) => await (await Post(method, parameters)).Json();

    private async Task<IReadOnlyList<JsonElement>> Stream(string method, string parameters)
    {
        var response = await Post(method, parameters);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        return [.. (await response.Content.ReadAsStringAsync()).Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => JsonElement.Parse(line["data: ".Length..]))];
    }

    private Task<HttpResponseMessage> Post(string method, string parameters) =>
        app.SignedIn().PostAsync("/a2a/echo", Json($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{parameters}}}"""));

    private async Task<JsonElement> Rest(string verb, string path, string? body = null) =>
        await (await app.SignedIn().SendAsync(new(new(verb), $"/a2a/echo/v1/{path}") { Content = body is null ? null : Json(body) })).Json();

    private static StringContent Json(string body) => new(body, MediaTypeHeaderValue.Parse("application/json"));
}
