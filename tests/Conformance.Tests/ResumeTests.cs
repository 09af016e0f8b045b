using System.Text.Json;
using Actors.EndToEnd.Tests;

namespace Actors.Conformance.Tests;

/// <summary><c>kill -9</c> amid a call that answers in steps: the real client comes back by itself, and sees each step once, in order (2025-11-25, transports: Resumability and Redelivery).</summary>
public sealed class ResumeTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private const int SeenBeforeDeath = 3;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_client_that_a_killed_server_cut_off_resumes_and_is_told_what_became_of_its_call()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var client = ForeignClient.Start("resume.mjs", new Uri(server.Url, "/mcp").ToString(), "slow_compute", """{"seconds":60,"label":"x"}""");
        var steps = new List<int>();
        JsonElement end = default;
        await foreach (var said in client.Says(bound.Token))
        {
            if (!said.TryGetProperty("progress", out var progress)) end = said;
            else steps.Add(progress.GetInt32());
            if (steps.Count == SeenBeforeDeath && end.ValueKind == JsonValueKind.Undefined) await server.KillAndRestart();
        }

        Assert.Equal(Enumerable.Range(0, steps.Count), steps);
        Assert.InRange(steps.Count, SeenBeforeDeath, 60);
        Assert.Equal("unknown_outcome", end.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_client_that_is_let_go_amid_its_call_comes_back_for_the_result()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var client = ForeignClient.Start("resume.mjs", new Uri(server.Url, "/mcp").ToString(), "test_reconnection", "{}");
        var said = await client.Says(bound.Token).ToListAsync(bound.Token);
        Assert.Equal("Reconnection test completed.", said[^1].GetProperty("result").GetString());
    }
}
