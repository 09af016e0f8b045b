namespace Actors.Conformance.Tests;

/// <summary>The MCP project's conformance tool, scenario by scenario.</summary>
public sealed class Conformance(FixtureServer server) : IClassFixture<FixtureServer>
{
    public static TheoryData<string> Sessions => [.. Scenarios.RequiredOfSessions.Concat(Scenarios.BeyondOfSessions)];

    public static TheoryData<string> Stateless => [.. Scenarios.RequiredOfStateless.Concat(Scenarios.BeyondOfStateless).Except(Gaps.Unchecked)];

    [Theory, MemberData(nameof(Sessions))]
    public async Task Revision_2025_11_25_finds_nothing_wrong_in(string scenario) => Flawless(await server.Found(Scenarios.Sessions, scenario));

    [Theory, MemberData(nameof(Stateless))]
    public async Task Revision_2026_07_28_finds_nothing_wrong_in(string scenario) => Flawless(await server.Found(Scenarios.Stateless, scenario));

    [Theory]
    [InlineData("http://0.0.0.0:1", "Development", "loopback only")]
    [InlineData("http://127.0.0.1:1;http://*:2", "Development", "loopback only")]
    [InlineData("http://127.0.0.1:1", "Production", "Development only")]
    public async Task The_server_without_sign_in_refuses_to_be_reached_from_elsewhere(string urls, string environment, string reason)
    {
        using var process = server.Launch(urls, environment);
        await process.WaitForExitAsync();

        Assert.Equal(1, process.ExitCode);
        Assert.Contains(reason, await server.Log(), StringComparison.Ordinal);
    }

    private static void Flawless(Scenario found)
    {
        Assert.Empty(found.Faults);
        Assert.True(found.Passed > 0, "The tool could check nothing.");
    }
}
