using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Conformance.Tests;

/// <summary><c>kill -9</c> of the only process while the concierge works: the task goes on or says that it cannot, and who follows misses nothing.</summary>
public sealed class AgentTaskTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = Speaking(server.Client());

    [Fact]
    public async Task Work_that_may_be_repeated_goes_on_and_whoever_follows_again_has_heard_everything_once_and_in_order()
    {
        var task = await Begin("slow_compute", seconds: 4);
        await Until(task, seen => Said(seen).Contains("Second 1"));
        await server.KillAndRestart();

        var (one, other) = (Follow(task), Follow(task));
        var ended = await Until(task, seen => State(seen) == "TASK_STATE_COMPLETED");
        Assert.Equal(Said(ended), await one);
        Assert.Equal(Said(ended), await other);
        Assert.Contains("Computed it", ended.GetProperty("artifacts")[0].GetRawText(), StringComparison.Ordinal);
        Assert.Single(ended.GetProperty("artifacts").EnumerateArray());
    }

    [Fact]
    public async Task Work_that_may_not_be_repeated_ends_and_says_that_its_outcome_is_unknown()
    {
        var task = await Begin("slow_transfer", seconds: 60);
        await Until(task, seen => Said(seen).Contains("Second 0"));
        await server.KillAndRestart();

        var ended = await Until(task, seen => State(seen) == "TASK_STATE_FAILED");
        Assert.Contains("interrupted, outcome unknown", Said(ended)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_is_called_off_ends_and_nothing_follows()
    {
        var task = await Begin("slow_compute", seconds: 60);
        await Until(task, seen => Said(seen).Contains("Second 0"));
        using var canceled = await http.PostAsync($"/a2a/concierge/tasks/{task}:cancel", null);
        Assert.True(canceled.IsSuccessStatusCode);
        Assert.Equal("TASK_STATE_CANCELED", State(await Get(task)));

        // The same work, begun after it was called off, says something each second: by its second second the other would have said more.
        var generation = await Generation(task);
        var marker = await Begin("slow_compute", seconds: 3);
        await Until(marker, seen => Said(seen).Contains("Second 2"));
        Assert.Equal(generation, await Generation(task));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_after_its_process_died_does_nothing_twice()
    {
        var message = Message("slow_compute", 1);
        var first = await Send(message);
        await server.KillAndRestart();
        Assert.Equal(first, await Send(message));
        await Until(first, seen => State(seen) == "TASK_STATE_COMPLETED");
        Assert.Equal(first, await Send(message));
    }

    private static HttpClient Speaking(HttpClient client)
    {
        client.DefaultRequestHeaders.Add("A2A-Version", "1.0");
        return client;
    }

    private Task<string> Begin(string tool, int seconds) => Send(Message(tool, seconds));

    private static string Message(string tool, int seconds) => $$$"""
        {"message": {"messageId": "{{{Guid.NewGuid()}}}", "role": "ROLE_USER", "parts": [{"data": {"tool": "{{{tool}}}", "arguments": {"seconds": {{{seconds}}}, "label": "it"} } }]},
         "configuration": {"returnImmediately": true}}
        """;

    private async Task<string> Send(string message)
    {
        using var content = new StringContent(message, Encoding.UTF8, new MediaTypeHeaderValue("application/a2a+json"));
        using var answer = await http.PostAsync("/a2a/concierge/message:send", content);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("task").GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> Get(string task) => JsonElement.Parse(await http.GetStringAsync($"/a2a/concierge/tasks/{task}"));

    private async Task<JsonElement> Until(string task, Func<JsonElement, bool> so)
    {
        using var bound = new CancellationTokenSource(Bound);
        while (true)
        {
            var seen = await Get(task);
            if (so(seen)) return seen;
            await Task.Delay(100, bound.Token);
        }
    }

    /// <summary>What the agent had said when the stream began, and has said on it.</summary>
    private async Task<string[]> Follow(string task)
    {
        var said = new List<string>();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/a2a/concierge/tasks/{task}:subscribe");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await lines.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal)) continue;
            var heard = JsonElement.Parse(line["data: ".Length..]);
            if (heard.TryGetProperty("task", out var begun)) said.AddRange(Said(begun));
            else if (heard.TryGetProperty("statusUpdate", out var update) && update.GetProperty("status").TryGetProperty("message", out var message)) said.Add(Text(message));
        }
        return [.. said];
    }

    private Task<long> Generation(string task) => server.Count($"SELECT generation FROM agent_task WHERE id = '{task}'");

    private static string State(JsonElement task) => task.GetProperty("status").GetProperty("state").GetString()!;

    private static string[] Said(JsonElement task) => task.TryGetProperty("history", out var history)
        ? [.. history.EnumerateArray().Where(message => message.GetProperty("role").GetString() == "ROLE_AGENT").Select(Text)]
        : [];

    private static string Text(JsonElement message) => message.GetProperty("parts")[0].GetProperty("text").GetString()!;
}
