using System.Diagnostics;

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

    [Theory]
    [InlineData("mcp", "usage: actors ")]
    [InlineData("mcp --stido", "usage: actors ")]
    [InlineData("mcp --stdio --url", "usage: actors ")]
    [InlineData("mcp --stdio --url here", "--url takes the address of a server")]
    public async Task A_call_that_it_does_not_know_is_answered_beside_the_protocol(string arguments, string said)
    {
        var (code, output, error) = await Call(arguments);

        Assert.Equal((2, ""), (code, output));
        Assert.StartsWith(said, error);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("mcp --help")]
    public async Task Who_asks_for_help_is_told_how_to_call_it(string arguments)
    {
        var (code, output, error) = await Call(arguments);

        Assert.Equal((0, ""), (code, error));
        Assert.StartsWith("usage: actors ", output);
    }

    private static async Task<(int Code, string Output, string Error)> Call(string arguments)
    {
        using var bound = new CancellationTokenSource(Bound);
        using var process = Process.Start(new ProcessStartInfo(Server.Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(bound.Token), process.StandardError.ReadToEndAsync(bound.Token));
        await process.WaitForExitAsync(bound.Token);
        return (process.ExitCode, await output, await error);
    }
}
