using System.Net.Http.Headers;
using System.Text.Json;

namespace Actors.Conformance.Tests;

/// <summary>
/// The scenarios of the A2A project's technology compatibility kit (its <c>core_operations.feature</c> and <c>streaming.feature</c>), in
/// both bindings of 1.0: a message's id says by its prefix what the agent does.
/// </summary>
public sealed class CompatibilityKit(FixtureServer server) : IClassFixture<FixtureServer>
{
    [Theory]
    [InlineData("tck-complete-task", "task COMPLETED, says Hello from TCK")]
    [InlineData("tck-artifact-text", "task COMPLETED, made text Generated text content")]
    [InlineData("tck-artifact-file", "task COMPLETED, made raw output.txt text/plain")]
    [InlineData("tck-artifact-file-url", "task COMPLETED, made url output.txt text/plain")]
    [InlineData("tck-artifact-data", """task COMPLETED, made data {"key":"value","count":42}""")]
    [InlineData("tck-message-response", "message Direct message response")]
    [InlineData("tck-input-required", "task INPUT_REQUIRED")]
    [InlineData("tck-reject-task", "task REJECTED, says rejected")]
    public async Task A_message_is_answered_as_its_scenario_has_it(string scenario, string answer)
    {
        foreach (var rpc in (bool[])[true, false]) Assert.Equal(answer, Told(await Send(rpc, $"{scenario}-{Guid.NewGuid()}")));
    }

    [Theory]
    [InlineData("tck-stream-001", "task SUBMITTED | status WORKING | made text Stream hello from TCK, whole | status COMPLETED")]
    [InlineData("tck-stream-002", "task SUBMITTED | status COMPLETED")]
    [InlineData("tck-stream-003", "task SUBMITTED | status WORKING | made text Stream task lifecycle, whole | status COMPLETED")]
    [InlineData("tck-stream-ordering-001", "task SUBMITTED | status WORKING | made text Ordered output, whole | status COMPLETED")]
    [InlineData("tck-stream-artifact-text", "task SUBMITTED | status WORKING | made text Streamed text content, whole | status COMPLETED")]
    [InlineData("tck-stream-artifact-file", "task SUBMITTED | status WORKING | made raw output.txt text/plain, whole | status COMPLETED")]
    [InlineData("tck-stream-artifact-chunked", "task SUBMITTED | status WORKING | made text chunk-1  | more text chunk-2, whole | status COMPLETED")]
    [InlineData("tck-message-response", "message Direct message response")]
    public async Task A_stream_has_the_events_of_its_scenario_in_their_order(string scenario, string events)
    {
        foreach (var rpc in (bool[])[true, false])
            Assert.Equal(events, string.Join(" | ", (await Lines(await Post(rpc, "SendStreamingMessage", "/message:stream", Message($"{scenario}-{Guid.NewGuid()}"))).Select(line => Told(Result(rpc, line))).ToListAsync())));
    }

    [Fact]
    public async Task A_task_that_runs_is_followed_by_all_who_ask_to_the_same_end()
    {
        await using var first = Lines(await Post(rpc: true, "SendStreamingMessage", "/message:stream", Message($"test-resubscribe-message-id-{Guid.NewGuid()}"))).GetAsyncEnumerator();
        await first.MoveNextAsync();
        var id = Result(rpc: true, first.Current).GetProperty("task").GetProperty("id").GetString()!;
        await first.MoveNextAsync();

        async Task<List<string>> Follow(bool rpc, string? version = "1.0", string method = "SubscribeToTask") =>
            await Lines(await Post(rpc, method, $"/tasks/{id}:subscribe", $$"""{"id":"{{id}}"}""", version)).Select(line => version is null ? line.GetProperty("result").GetProperty("kind").GetString()! : Told(Result(rpc, line))).ToListAsync();

        var followed = await Task.WhenAll(Follow(rpc: true), Follow(rpc: false), Follow(rpc: true, version: null, "tasks/resubscribe"));
        Assert.Equal(["task WORKING", "status COMPLETED"], followed[0]);
        Assert.Equal(followed[0], followed[1]);
        Assert.Equal(["task", "status-update"], followed[2]);
    }

    [Fact]
    public async Task A_task_that_asks_takes_an_answer_and_can_be_canceled_until_it_ends()
    {
        var asking = (await Send(rpc: true, $"tck-input-required-{Guid.NewGuid()}")).GetProperty("task");
        var (id, context) = (asking.GetProperty("id").GetString(), asking.GetProperty("contextId").GetString());
        var answer = Message($"tck-complete-task-{Guid.NewGuid()}", $",\"taskId\":\"{id}\",\"contextId\":\"{context}\"");
        Assert.Equal("task COMPLETED, says Hello from TCK", Told(Result(rpc: true, await Json(await Post(rpc: true, "SendMessage", "", answer)))));

        var other = (await Send(rpc: true, $"tck-input-required-{Guid.NewGuid()}")).GetProperty("task").GetProperty("id").GetString();
        var canceled = Result(rpc: true, await Json(await Post(rpc: true, "CancelTask", "", $$"""{"id":"{{other}}"}""")));
        Assert.Equal("TASK_STATE_CANCELED", canceled.GetProperty("status").GetProperty("state").GetString());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_extension_that_is_required_has_to_be_declared(bool rpc)
    {
        Assert.Equal("EXTENSION_SUPPORT_REQUIRED", Reason(rpc, await Json(await Ask("urn:something:else"))));
        var response = await Ask("urn:something:else, urn:a2a:tck:required-extension");
        Assert.Equal("urn:a2a:tck:required-extension", response.Headers.GetValues("A2A-Extensions").Single());
        Assert.Equal("message Well said.", Told(Result(rpc, await Json(response))));

        Task<HttpResponseMessage> Ask(string extensions) => Post(rpc, "SendMessage", "/message:send", Message(Guid.NewGuid().ToString()), agent: "strict", extensions: extensions);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_media_type_that_the_agent_does_not_take_is_refused(bool rpc)
    {
        foreach (var part in (string[])["""{"data":{}}""", """{"raw":"AA==","mediaType":"image/png"}""", """{"text":"x","mediaType":"text/html; charset=utf-8"}"""])
        {
            var message = Message(Guid.NewGuid().ToString()).Replace("""{"text":"hello"}""", part, StringComparison.Ordinal);
            Assert.Equal("CONTENT_TYPE_NOT_SUPPORTED", Reason(rpc, await Json(await Post(rpc, "SendMessage", "/message:send", message, agent: "strict", extensions: "urn:a2a:tck:required-extension"))));
        }
    }

    private static string Message(string id, string more = "") => $$$"""{"message":{"messageId":"{{{id}}}","role":"ROLE_USER","parts":[{"text":"hello"}]{{{more}}}}}""";

    private async Task<JsonElement> Send(bool rpc, string id) => Result(rpc, await Json(await Post(rpc, "SendMessage", "/message:send", Message(id))));

    private static JsonElement Result(bool rpc, JsonElement answer) => rpc ? answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.GetRawText()) : answer;

    private static string Reason(bool rpc, JsonElement answer) => answer.GetProperty("error").GetProperty(rpc ? "data" : "details")[0].GetProperty("reason").GetString()!;

    private async Task<HttpResponseMessage> Post(bool rpc, string method, string path, string request, string? version = "1.0", string agent = "tck", string? extensions = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/a2a/{agent}{(rpc ? "" : path)}");
        if (version is not null) message.Headers.Add("A2A-Version", version);
        if (extensions is not null) message.Headers.Add("A2A-Extensions", extensions);
        message.Content = new StringContent(rpc ? $$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{request}}}""" : request, MediaTypeHeaderValue.Parse("application/json"));
        return await server.Client().SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) => JsonElement.Parse(await response.Content.ReadAsStringAsync());

    private static async IAsyncEnumerable<JsonElement> Lines(HttpResponseMessage response)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
            if (line.StartsWith("data: ", StringComparison.Ordinal)) yield return JsonElement.Parse(line["data: ".Length..]);
    }

    /// <summary>An answer or an event, in a few words.</summary>
    private static string Told(JsonElement answer)
    {
        var (kind, value) = answer.EnumerateObject().Select(only => (only.Name, only.Value)).Single();
        return kind switch
        {
            "message" => $"message {value.GetProperty("parts")[0].GetProperty("text").GetString()}",
            "artifactUpdate" => $"{(value.TryGetProperty("append", out _) ? "more" : "made")} {Content(value.GetProperty("artifact"))}{(value.TryGetProperty("lastChunk", out _) ? ", whole" : "")}",
            "statusUpdate" => $"status {State(value)}",
            _ => $"task {State(value)}{(value.GetProperty("artifacts") is var made && made.GetArrayLength() > 0 ? $", made {Content(made[0])}" : "")}{Says(value)}",
        };
    }

    private static string State(JsonElement task) => task.GetProperty("status").GetProperty("state").GetString()!["TASK_STATE_".Length..];

    private static string Says(JsonElement task) => task.GetProperty("status").TryGetProperty("message", out var message) ? $", says {message.GetProperty("parts")[0].GetProperty("text").GetString()}" : "";

    private static string Content(JsonElement artifact)
    {
        var part = artifact.GetProperty("parts")[0];
        var content = part.EnumerateObject().First();
        return content.Name is "raw" or "url" ? $"{content.Name} {part.GetProperty("filename").GetString()} {part.GetProperty("mediaType").GetString()}"
            : content.Name == "data" ? $"data {content.Value.GetRawText()}" : $"{content.Name} {content.Value.GetString()}";
    }
}
