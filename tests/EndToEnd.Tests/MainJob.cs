using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>What everything later stands on: a foreign client signs in, calls a tool, and a grain remembers through a <c>kill -9</c>.</summary>
public sealed class MainJob(Person person) : IClassFixture<Person>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("sdk-1.mjs", "", "")]
    [InlineData("sdk-1.mjs", "", "/actors")]
    [InlineData("client-2.mjs", "legacy", "")]
    [InlineData("client-2.mjs", "auto", "/actors")]
    [InlineData("client-2.mjs", "2026-07-28", "")]
    public async Task A_foreign_client_signs_in_sets_a_goal_and_finds_it_after_the_server_was_killed(string script, string negotiation, string path)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(path, bound.Token);
        var memory = Path.Combine(server.Folder, "client.json");

        var first = new Transcript();
        await using (var client = ForeignClient.Start(script, server.Mcp, memory, [["set_goal", new { type = "reading", target = 12, unit = "books" }]], negotiation))
        await foreach (var said in client.Says(bound.Token))
        {
            first.Add(said);
            if (said.TryGetProperty("authorize", out var url))
                first.Consent = await person.SignInAndConsent(url.GetString()!, server.Credentials);
        }

        Assert.Contains("Foreign client", first.Consent);
        Assert.Contains("127.0.0.1", first.Consent);
        Assert.Superset(new HashSet<string> { "whoami", "set_goal", "list_goals", "update_goal", "delete_goal", "track_progress" }, first.Tools);
        Assert.False(first.IsError("set_goal"));

        await server.KillAndRestart(bound.Token);

        var second = new Transcript();
        await using (var client = ForeignClient.Start(script, server.Mcp, memory, [["list_goals", new { }]], negotiation))
        await foreach (var said in client.Says(bound.Token))
            second.Add(said);

        Assert.Null(second.Consent);
        var goals = second.Structured("list_goals").GetProperty("goals").EnumerateArray();
        Assert.Contains(goals, goal => goal.GetProperty("type").GetString() == "reading" && goal.GetProperty("target").GetDouble() == 12);
    }

    private sealed class Transcript
    {
        private readonly Dictionary<string, JsonElement> results = [];

        public HashSet<string> Tools { get; } = [];

        public string? Consent { get; set; }

        public void Add(JsonElement said)
        {
            if (said.TryGetProperty("tools", out var tools)) Tools.UnionWith(tools.EnumerateArray().Select(t => t.GetString()!));
            if (said.TryGetProperty("call", out var call)) results[call.GetString()!] = said.GetProperty("result");
        }

        public bool IsError(string tool) => results[tool].TryGetProperty("isError", out var error) && error.GetBoolean();

        public JsonElement Structured(string tool) => results[tool].GetProperty("structuredContent");
    }
}
