using Actors.EndToEnd.Tests;

namespace Actors.Conformance.Tests;

/// <summary>The A2A project's own clients leave a stream while the agent works, and come back.</summary>
public sealed class AgentStreamTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("JSONRPC", "1.0", "3")]
    [InlineData("HTTP+JSON", "1.0", "3")]
    [InlineData("JSONRPC", "0.3", "\"completed\"")]
    [InlineData("HTTP+JSON", "0.3", "\"completed\"")]
    public async Task Whoever_comes_back_to_a_running_task_has_heard_everything_once_and_in_order(string binding, string revision, string completed)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var client = ForeignClient.Start("resubscribe.mjs", new Uri(server.Url, "/a2a/concierge").ToString(), binding, revision);
        var heard = await client.Says(bound.Token).SingleAsync(bound.Token);
        Assert.Equal("task", heard.GetProperty("first")[0].GetString());
        Assert.Equal(["Second 0", "Second 1", "Second 2", "Second 3"], heard.GetProperty("said").EnumerateArray().Select(said => said.GetString()!).Where(said => said.StartsWith("Second", StringComparison.Ordinal)));
        Assert.Equal(1, heard.GetProperty("artifacts").GetInt32());
        Assert.Equal(completed, heard.GetProperty("last").GetRawText());
    }
}
