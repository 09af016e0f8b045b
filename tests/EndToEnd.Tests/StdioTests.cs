namespace Actors.EndToEnd.Tests;

/// <summary>The real clients of MCP, which start their server and speak to it over its standard streams.</summary>
public sealed class StdioTests
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("sdk-1", "")]
    [InlineData("client-2", "/actors")]
    public async Task A_client_that_starts_its_server_reaches_a_running_one(string client, string path)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(path, bound.Token);
        await using var process = ForeignClient.StartWith(new Dictionary<string, string> { ["ACTORS_API_KEY"] = server.Credentials.ApiKey }, "stdio.mjs", client, Server.Program, server.Url(""));
        var said = await process.Says(bound.Token).ToListAsync(bound.Token);

        Assert.DoesNotContain(said, line => line.TryGetProperty("error", out _));
        Assert.Contains("set_goal", said[0].GetProperty("tools").EnumerateArray().Select(tool => tool.GetString()));
        Assert.Equal("reading", said[1].GetProperty("set").GetString());
        Assert.Contains("reading", said[2].GetProperty("listed").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public async Task Without_an_address_the_process_is_the_server()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await server.Kill(bound.Token);
        await using var process = ForeignClient.StartWith(server.Settings, "stdio.mjs", "sdk-1", Server.Program);
        var said = await process.Says(bound.Token).ToListAsync(bound.Token);

        Assert.DoesNotContain(said, line => line.TryGetProperty("error", out _));
        Assert.Equal("reading", said[1].GetProperty("set").GetString());
    }
}
