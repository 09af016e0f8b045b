using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Conformance.Tests;

/// <summary>Tasks outlive their client and their process, belong to one person, end when they are told to, and are forgotten in time.</summary>
public sealed class TaskTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private const int InvalidParams = -32602;
    private const string Capable = """{"elicitation":{},"extensions":{"io.modelcontextprotocol/tasks":{}}}""";
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(60);

    private readonly HttpClient http = server.Client();

    [Fact]
    public async Task Work_that_may_be_repeated_goes_on_after_its_process_was_killed()
    {
        var task = await Start("slow_compute", 3);
        await server.KillAndRestart();

        var ended = await Ended(task);
        Assert.Equal("completed", ended.Status);
        Assert.Contains("Computed", ended.Task.GetProperty("result").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Work_that_may_not_be_repeated_says_that_its_outcome_is_unknown()
    {
        var task = await Start("slow_transfer", 60);
        await server.KillAndRestart();

        var ended = await Ended(task);
        Assert.Equal("failed", ended.Status);
        Assert.Contains("outcome is unknown", ended.Task.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_still_there_after_a_restart_and_so_is_the_result()
    {
        var task = await Start("confirm_delete", arguments: """{"filename":"a.txt"}""");
        var asked = await Until(task, status => status == "input_required");
        await server.KillAndRestart();

        var key = asked.Task.GetProperty("inputRequests").EnumerateObject().Single().Name;
        Assert.Equal(key, (await Get(task)).Task.GetProperty("inputRequests").EnumerateObject().Single().Name);
        await Tasks("tasks/update", task, new() { [key] = new JsonObject { ["action"] = "accept" } });
        Assert.Equal("completed", (await Ended(task)).Status);
        await server.KillAndRestart();

        Assert.Contains("Deleted a.txt.", (await Get(task)).Task.GetProperty("result").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_of_somebody_else_is_not_found_and_goes_on()
    {
        using var other = server.Client(asOperator: true);
        var task = await Start("slow_compute", 60);

        foreach (var method in (string[])["tasks/get", "tasks/update", "tasks/cancel"])
            Assert.Equal(InvalidParams, (await Tasks(method, task, [], other)).Code());
        Assert.Equal("working", (await Get(task)).Status);
        await Tasks("tasks/cancel", task);
    }

    [Fact]
    public async Task Cancelling_is_seen_within_a_second_and_stays()
    {
        var task = await Start("slow_compute", 3);
        var begun = Stopwatch.StartNew();
        await Tasks("tasks/cancel", task);
        Assert.Equal("cancelled", (await Get(task)).Status);
        Assert.InRange(begun.Elapsed, TimeSpan.Zero, Bound);

        var generation = await server.Count($"SELECT max(sequence) FROM event_log WHERE stream = 'task/{task}'");
        await Task.Delay(TimeSpan.FromSeconds(4));
        Assert.Equal(generation, await server.Count($"SELECT max(sequence) FROM event_log WHERE stream = 'task/{task}'"));
    }

    [Fact]
    public async Task A_repeat_with_the_same_idempotency_key_finds_the_task_it_began()
    {
        var first = await Start("slow_compute", 1, key: "once");
        Assert.Equal(first, await Start("slow_compute", 1, key: "once"));

        var (_, other) = await http.Ask("tools/call", Call("slow_compute", """{"seconds":2}"""), Capable, Meta("once"));
        Assert.True(other.GetProperty("result").GetProperty("isError").GetBoolean());
    }

    [Fact]
    public async Task Answers_to_what_was_not_asked_are_ignored_and_malformed_ones_refused()
    {
        var task = await Start("confirm_delete", arguments: """{"filename":"b.txt"}""");
        await Until(task, status => status == "input_required");

        Assert.Null((await Tasks("tasks/update", task, new() { ["q99"] = new JsonObject { ["action"] = "accept" } })).Code());
        Assert.Equal("input_required", (await Get(task)).Status);
        Assert.Equal(InvalidParams, (await Tasks("tasks/update", task, new() { ["q1"] = 1 })).Code());
        await Tasks("tasks/cancel", task);
    }

    [Fact]
    public async Task Who_listens_to_a_task_is_told_each_change_of_it_whole_and_only_of_their_own()
    {
        using var other = server.Client(asOperator: true);
        var (mine, theirs) = (await Start("confirm_delete", arguments: """{"filename":"c.txt"}"""), await Start("slow_compute", 1, http: other));
        var told = http.Listen($$"""{"taskIds":["{{mine}}","{{theirs}}","{{mine}}","nosuchtask"]}""").GetAsyncEnumerator();

        var agreed = (await Next()).GetProperty("params");
        Assert.Equal($$"""{"taskIds":["{{mine}}"]}""", agreed.GetProperty("notifications").GetRawText());
        var asked = await Told("input_required");
        var key = asked.GetProperty("inputRequests").EnumerateObject().Single().Name;
        await Tasks("tasks/update", mine, new() { [key] = new JsonObject { ["action"] = "accept" } });
        var ended = await Told("completed");

        Assert.Equal(7, ended.GetProperty("_meta").GetProperty("io.modelcontextprotocol/subscriptionId").GetInt32());
        var asPolled = (await Get(mine)).Task;
        foreach (var member in asPolled.EnumerateObject().Where(member => member.Name is not ("resultType" or "_meta")))
            Assert.Equal(member.Value.GetRawText(), ended.GetProperty(member.Name).GetRawText());
        await told.DisposeAsync();

        async Task<JsonElement> Told(string status)
        {
            while (true)
            {
                var message = await Next();
                Assert.Equal("notifications/tasks", message.GetProperty("method").GetString());
                Assert.Equal(mine, message.GetProperty("params").GetProperty("taskId").GetString());
                if (message.GetProperty("params").GetProperty("status").GetString() == status) return message.GetProperty("params");
            }
        }

        async Task<JsonElement> Next() => await told.MoveNextAsync().AsTask().WaitAsync(Bound) ? told.Current : throw new InvalidOperationException("The stream ended.");
    }

    [Fact]
    public async Task Who_listens_to_a_task_that_has_ended_is_told_so_at_once()
    {
        var task = await Start("slow_compute", 0);
        await Ended(task);
        await using var told = http.Listen($$"""{"taskIds":["{{task}}"]}""").GetAsyncEnumerator();
        await told.MoveNextAsync();
        Assert.True(await told.MoveNextAsync().AsTask().WaitAsync(Bound));
        Assert.Equal("completed", told.Current.GetProperty("params").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Who_listens_to_tasks_declares_the_extension_and_names_texts()
    {
        Assert.Equal(-32021, (await http.Listen("""{"taskIds":["a"]}""", "{}").FirstAsync()).Code());
        Assert.Equal(InvalidParams, (await http.Listen("""{"taskIds":[1]}""").FirstAsync()).Code());
    }

    [Theory]
    [InlineData("nosuchtask")]
    [InlineData("")]
    [InlineData("../demo")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_id_of_no_task_is_not_found(string id) => Assert.Equal(InvalidParams, (await Tasks("tasks/get", id)).Code());

    [Fact]
    public async Task A_task_is_forgotten_when_its_time_is_over()
    {
        await server.KillAndRestart(("Actors__Tasks__TimeToLive", "00:00:02"));
        var task = await Start("slow_compute", 0);
        Assert.Equal(2000, (await Get(task)).Task.GetProperty("ttlMs").GetInt32());

        while ((await Tasks("tasks/get", task)).Code() != InvalidParams) await Task.Delay(200);
        while (await server.Count($"SELECT count(*) FROM event_log WHERE stream = 'task/{task}'") > 0) await Task.Delay(200);
        await server.KillAndRestart();
    }

    private async Task<string> Start(string tool, int seconds = 0, string? arguments = null, string? key = null, HttpClient? http = null)
    {
        var (_, body) = await (http ?? this.http).Ask("tools/call", Call(tool, arguments ?? $$"""{"seconds":{{seconds}},"label":"it"}"""), Capable, key is null ? [] : Meta(key));
        Assert.Equal("task", body.GetProperty("result").GetProperty("resultType").GetString());
        return body.GetProperty("result").GetProperty("taskId").GetString()!;
    }

    private static JsonObject Call(string tool, string arguments) => new() { ["name"] = tool, ["arguments"] = JsonNode.Parse(arguments) };

    private static JsonObject Meta(string key) => new() { ["actors/idempotencyKey"] = key };

    private Task<(string Status, JsonElement Task)> Ended(string task) => Until(task, status => status is "completed" or "failed" or "cancelled");

    private async Task<(string Status, JsonElement Task)> Until(string task, Func<string, bool> enough)
    {
        var waiting = Stopwatch.StartNew();
        while (true)
        {
            var seen = await Get(task);
            if (enough(seen.Status)) return seen;
            Assert.True(waiting.Elapsed < Bound, $"The task is still {seen.Status}.");
            await Task.Delay(100);
        }
    }

    private async Task<(string Status, JsonElement Task)> Get(string task)
    {
        var result = (await Tasks("tasks/get", task)).GetProperty("result");
        return (result.GetProperty("status").GetString()!, result);
    }

    private async Task<JsonElement> Tasks(string method, string task, JsonObject? answers = null, HttpClient? client = null)
    {
        var parameters = new JsonObject { ["taskId"] = task };
        if (method == "tasks/update") parameters["inputResponses"] = answers;
        return (await (client ?? http).Ask(method, parameters, Capable)).Body;
    }
}
