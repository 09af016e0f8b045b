namespace Actors.EndToEnd.Tests;

/// <summary>The transport of 2024-11-05, by the old client of the TypeScript SDK.</summary>
public sealed class HttpSse
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_client_falls_back_to_it_and_goes_on_in_its_session_after_kill_9()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start("http-sse.mjs", server.Url("/mcp/sse"), server.Credentials.ApiKey);
        var said = new List<string>();
        await foreach (var line in client.Says(bound.Token))
        {
            said.Add(line.GetRawText());
            if (line.TryGetProperty("set", out _)) await server.KillAndRestart(bound.Token);
        }

        Assert.Equal("""{"refused":405}""", said[0]);
        Assert.Contains("set_goal", said[1], StringComparison.Ordinal);
        Assert.Equal("""{"set":"old"}""", said[2]);
        Assert.Contains("old", Assert.Single(said.Skip(3)), StringComparison.Ordinal);
    }
}
