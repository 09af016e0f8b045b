using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>How the real MCP clients get more than they asked for first, and how they come without having registered.</summary>
public sealed class McpAuthorization(Person person) : IClassFixture<Person>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("client-2.mjs", "legacy", "")]
    [InlineData("client-2.mjs", "2026-07-28", "")]
    [InlineData("sdk-1.mjs", "", "no-refresh")]
    public async Task A_client_is_stepped_up_when_a_call_needs_more_than_it_was_granted(string script, string negotiation, string manner)
    {
        var (said, consents) = await Run(script, negotiation, manner, [["whoami", new { }], ["list_users", new { }], ["set_goal", new { type = "walking", target = 5, unit = "km" }]]);

        Assert.Equal(2, consents.Count);
        Assert.DoesNotContain("See people", consents[0]);
        Assert.Contains("See people", consents[1]);
        Assert.Equal("profile fitness:read fitness:write", Said(said, "granted").GetProperty("granted").GetString());
        Assert.Contains("tenant:read", Call(said, "list_users").GetProperty("scope").GetString());
        foreach (var tool in (string[])["whoami", "list_users", "set_goal"])
            Assert.False(Call(said, tool).GetProperty("result").TryGetProperty("isError", out var failed) && failed.GetBoolean());
    }

    [Theory]
    [InlineData("client-2.mjs", "legacy")]
    [InlineData("client-2.mjs", "2026-07-28")]
    [InlineData("sdk-1.mjs", "")]
    public async Task A_client_that_describes_itself_need_not_register(string script, string negotiation)
    {
        var (said, consents) = await Run(script, negotiation, "described", [["whoami", new { }]]);

        Assert.Contains("So says 127.0.0.1", Assert.Single(consents));
        Assert.Contains("Every program on this computer can pretend to be this one", consents[0]);
        var id = Said(said, "granted").GetProperty("client").GetString();
        Assert.StartsWith("https://127.0.0.1:", id);
        Assert.Equal(id, Call(said, "whoami").GetProperty("result").GetProperty("structuredContent").GetProperty("client").GetString());
    }

    private async Task<(List<JsonElement> Said, List<string> Consents)> Run(string script, string negotiation, string manner, object?[][] calls)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start(script, server.Mcp, Path.Combine(server.Folder, "client.json"), calls, negotiation, manner);
        var (said, consents) = (new List<JsonElement>(), new List<string>());
        await foreach (var line in client.Says(bound.Token))
        {
            said.Add(line);
            if (line.TryGetProperty("authorize", out var url)) consents.Add(await person.SignInAndConsent(url.GetString()!, server.Credentials));
        }

        return (said, consents);
    }

    private static JsonElement Said(List<JsonElement> said, string what) => said.Single(line => line.TryGetProperty(what, out _));

    private static JsonElement Call(List<JsonElement> said, string tool) =>
        said.Single(line => line.TryGetProperty("call", out var call) && call.GetString() == tool);
}
