using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary><c>kill -9</c> in the middle of a real client's calls: what was answered stands, what ran is counted, and nothing runs twice.</summary>
public sealed class SuddenDeath
{
    private const int Calls = 400, AnsweredBeforeDeath = 80;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Calls_that_kill_9_cuts_short_are_counted_exactly_and_repeating_them_runs_none_twice()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token, ("Actors__Usage__AnswersWaitForCounts", "true"));
        using var http = new HttpClient { BaseAddress = new Uri(server.Url("/")) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey);
        (await http.PostAsJsonAsync("/api/goals", new { type = "calls", target = 1_000_000, unit = "calls" }, bound.Token)).EnsureSuccessStatusCode();
        var before = await Counted(http, "list_goals", bound.Token);

        var first = await Run(server, async answered =>
        {
            if (answered == AnsweredBeforeDeath) await server.KillAndRestart(bound.Token);
        }, bound.Token);
        var second = await Run(server, _ => Task.CompletedTask, bound.Token);

        var (answers, repeats) = (Of(first, "track_progress"), Of(second, "track_progress"));
        Assert.Equal(Calls, repeats.Count);
        Assert.Contains(answers.Values, said => said.TryGetProperty("lost", out _));
        foreach (var (call, answer) in answers.Where(said => said.Value.TryGetProperty("answer", out _)))
            Assert.Equal(Answer(answer), Answer(repeats[call]));
        var ran = repeats.Values.Where(said => said.TryGetProperty("answer", out _)).Select(Answer).ToArray();
        Assert.Distinct(ran);
        var unknown = repeats.Values.Where(said => said.TryGetProperty("error", out _)).Select(said => said.GetProperty("error").GetString()).ToArray();
        Assert.All(unknown, error => Assert.Equal("unknown_outcome", error));
        Assert.Equal(Calls, ran.Length + unknown.Length);

        // A call whose outcome is unknown took effect or did not; either way the goal, the audit and the ledger agree.
        var effects = (await Json(http, "/api/goals?type=calls", bound.Token)).GetProperty("goals")[0].GetProperty("current").GetInt32();
        Assert.InRange(effects, ran.Length, ran.Length + unknown.Length);
        Assert.Equal(effects, await Counted(http, "track_progress", bound.Token));
        Assert.True((await Json(http, "/api/audit/verification", bound.Token)).GetProperty("intact").GetBoolean());

        // With this setting no reading that was answered is lost either; of those that were lost on the way some were counted.
        var readings = Of(first, "list_goals").Values.Concat(Of(second, "list_goals").Values).ToArray();
        var counted = await Counted(http, "list_goals", bound.Token) - before - 1;
        Assert.InRange(counted, readings.Count(said => said.TryGetProperty("answer", out _)), readings.Length);
    }

    [Fact]
    public async Task Messages_to_an_agent_that_were_answered_before_kill_9_stand_and_sending_all_again_does_nothing_twice()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        using var http = new HttpClient { BaseAddress = new Uri(server.Url("/")) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey);
        http.DefaultRequestHeaders.Add("A2A-Version", "1.0");

        var answered = 0;
        var first = SendAll(http, () => Interlocked.Increment(ref answered), bound.Token);
        while (Volatile.Read(ref answered) < AnsweredBeforeDeath) await Task.Delay(1, bound.Token);
        await server.KillAndRestart(bound.Token);
        var answers = await first;
        var again = await SendAll(http, () => 0, bound.Token);

        Assert.All(again, answer => Assert.Contains("TASK_STATE_COMPLETED", answer, StringComparison.Ordinal));
        for (var i = 0; i < Calls; i++) Assert.Equal(answers[i] ?? again[i], again[i]);
        Assert.Equal(Calls, (await Json(http, "/a2a/echo/tasks?pageSize=1", bound.Token)).GetProperty("totalSize").GetInt32());
        Assert.True((await Json(http, "/api/audit/verification", bound.Token)).GetProperty("intact").GetBoolean());
    }

    /// <summary>The answers to so many messages, a few at a time; null where there was none.</summary>
    private static async Task<string?[]> SendAll(HttpClient http, Func<int> answered, CancellationToken cancellation)
    {
        var answers = new string?[Calls];
        await Parallel.ForAsync(0, Calls, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellation }, async (i, _) =>
        {
            try
            {
                var message = new { message = new { messageId = $"m{i}", role = "ROLE_USER", parts = new[] { new { text = $"Hello {i}" } } } };
                using var answer = await http.PostAsJsonAsync("/a2a/echo/message:send", message, cancellation);
                if (!answer.IsSuccessStatusCode) return;
                answers[i] = await answer.Content.ReadAsStringAsync(cancellation);
                answered();
            }
            catch (Exception died) when (died is HttpRequestException or SocketException)
            {
                answers[i] = null;
            }
        });
        return answers;
    }

    private static async Task<List<JsonElement>> Run(Server server, Func<int, Task> answered, CancellationToken cancellation)
    {
        var (said, answers) = (new List<JsonElement>(), 0);
        await using var client = ForeignClient.Start("calls.mjs", server.Mcp.ToString(), server.Credentials.ApiKey, "1", $"{Calls}");
        await foreach (var line in client.Says(cancellation))
        {
            said.Add(line);
            if (line.TryGetProperty("answer", out _)) await answered(++answers);
        }

        return said;
    }

    private static Dictionary<int, JsonElement> Of(List<JsonElement> said, string tool) =>
        said.Where(line => line.GetProperty("tool").GetString() == tool).ToDictionary(line => line.GetProperty("call").GetInt32());

    private static int Answer(JsonElement said) => said.GetProperty("answer").GetInt32();

    private static async Task<int> Counted(HttpClient http, string tool, CancellationToken cancellation) =>
        (await Json(http, "/api/usage", cancellation)).GetProperty("tools").EnumerateArray().Where(line => line.GetProperty("tool").GetString() == tool)
            .Sum(line => line.GetProperty("calls").GetInt32());

    private static async Task<JsonElement> Json(HttpClient http, string path, CancellationToken cancellation) =>
        await http.GetFromJsonAsync<JsonElement>(path, cancellation);
}
