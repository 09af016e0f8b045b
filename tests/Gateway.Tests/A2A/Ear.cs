using System.Text.Json;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.A2A;

/// <summary>Understands what is answered in either revision and either binding, and holds it against the published shapes.</summary>
internal sealed class Ear(bool rpc, bool old)
{
    private readonly Published shapes = (rpc, old) switch { (true, true) => Published.V03, (false, true) => Published.V03Rest, _ => Published.V10 };

    /// <summary>What was asked for.</summary>
    public async Task<JsonElement> Result(Task<HttpResponseMessage> asked)
    {
        var (status, body) = await Answer(asked);
        Assert.True(status == 200, body);
        return Inner(JsonElement.Parse(body.Length == 0 ? "{}" : body));
    }

    /// <summary>The task that was sent to, read or canceled.</summary>
    public async Task<JsonElement> Task(Task<HttpResponseMessage> asked) => Checked(Bare(await Result(asked)));

    /// <summary>What happened, in order: of which kind, and what.</summary>
    public async Task<IReadOnlyList<(string Kind, JsonElement What)>> Events(Task<HttpResponseMessage> asked)
    {
        var (_, body) = await Answer(asked);
        return [.. body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line => Event(Inner(JsonElement.Parse(line["data: ".Length..]))))];
    }

    /// <summary>Where a task, or what happened to it, stands: by the name of 1.0.</summary>
    public static string State(JsonElement task) => task.GetProperty("status").Text("state") is var state && state.StartsWith("TASK_", StringComparison.Ordinal) ? state["TASK_STATE_".Length..].Replace("LL", "L", StringComparison.Ordinal)
        : state.Replace('-', '_').ToUpperInvariant();

    /// <summary>How much history came with a task.</summary>
    public static int History(JsonElement task) => task.TryGetProperty("history", out var history) ? history.GetArrayLength() : 0;

    private static async Task<(int Status, string Body)> Answer(Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private JsonElement Inner(JsonElement answer) => !rpc ? answer : answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(answer.GetRawText());

    private JsonElement Bare(JsonElement result) => result.TryGetProperty("task", out var task) ? task : result;

    private JsonElement Checked(JsonElement task)
    {
        shapes.Demand("Task", task);
        return task;
    }

    private (string Kind, JsonElement What) Event(JsonElement happened)
    {
        if (!(rpc && old)) shapes.Demand("StreamResponse", happened);
        return rpc && old ? (happened.Text("kind") switch { "status-update" => "statusUpdate", "artifact-update" => "artifactUpdate", var kind => kind }, happened)
            : (happened.EnumerateObject().Single().Name, happened.EnumerateObject().Single().Value);
    }
}
