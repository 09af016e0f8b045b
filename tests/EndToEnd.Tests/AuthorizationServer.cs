using System.Net.Http.Json;
using System.Text.Json;
using Actors.TestKit;

namespace Actors.EndToEnd.Tests;

/// <summary>The authorization server under the eyes of strangers: two OAuth libraries with all their checks on, and the MCP conformance tool.</summary>
public sealed class AuthorizationServer(Person person) : IClassFixture<Person>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("openid-client.mjs", "/api", "")]
    [InlineData("openid-client.mjs", "/api", "/actors")]
    [InlineData("oauth4webapi.mjs", "/mcp", "")]
    [InlineData("oauth4webapi.mjs", "/mcp", "/actors")]
    public async Task A_foreign_library_registers_signs_in_refreshes_and_revokes(string script, string resource, string path)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(path, bound.Token);
        await using var client = ForeignClient.Start(script, server.Url(""), server.Url(resource));

        var said = new List<JsonElement>();
        await foreach (var line in client.Says(bound.Token))
        {
            said.Add(line);
            if (line.TryGetProperty("authorize", out var url)) await person.SignInAndConsent(url.GetString()!, server.Credentials);
        }

        JsonElement Said(string what) => said.Single(line => line.TryGetProperty(what, out _));
        Assert.Equal("profile", Said("granted").GetProperty("granted").GetString());
        Assert.Equal(200, Said("granted").GetProperty("works").GetInt32());
        Assert.True(Said("refreshed").GetProperty("refreshed").GetBoolean());
        Assert.Equal(200, Said("refreshed").GetProperty("works").GetInt32());
        Assert.Equal(401, Said("revoked").GetProperty("works").GetInt32());
        Assert.All(said.Where(line => line.TryGetProperty("verified", out _)), line => Assert.True(line.GetProperty("verified").GetBoolean()));
    }

    [Theory]
    [InlineData("openid-client-alone.mjs", "/api")]
    [InlineData("oauth4webapi-alone.mjs", "/mcp")]
    public async Task A_foreign_library_acts_for_itself_and_introspects(string script, string resource)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        await using var client = ForeignClient.Start(script, server.Url(""), server.Url(resource), server.Credentials.ApiKey);

        var said = await client.Says(bound.Token).SingleAsync(bound.Token);
        var token = said.GetProperty("introspected");
        Assert.Equal(("fitness:read", false), (said.GetProperty("granted").GetString(), said.GetProperty("refreshable").GetBoolean()));
        Assert.Equal((true, "fitness:read"), (token.GetProperty("active").GetBoolean(), token.GetProperty("scope").GetString()));
        Assert.Equal(server.Url(resource), token.GetProperty("aud").GetString());
        Assert.Equal(said.GetProperty("client").GetString(), token.GetProperty("sub").GetString());
        Assert.False(said.GetProperty("madeUp").GetBoolean());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/actors")]
    public async Task A_foreign_library_is_let_in_as_a_device_without_a_browser(string path)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(path, bound.Token);
        await using var client = ForeignClient.Start("openid-client-device.mjs", server.Url(""), server.Url("/api"));

        JsonElement last = default;
        await foreach (var line in client.Says(bound.Token))
        {
            last = line;
            if (!line.TryGetProperty("device", out var url)) continue;
            var asked = await person.LetDeviceIn(url.GetString()!, line.GetProperty("code").GetString()!, server.Credentials);
            Assert.Contains("A television", asked);
        }

        Assert.Equal(("profile", 200, true), (last.GetProperty("granted").GetString(), last.GetProperty("works").GetInt32(), last.GetProperty("refreshed").GetBoolean()));
    }

    [Fact]
    public async Task The_conformance_tool_finds_nothing_wrong()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        var port = LoopbackPort.Next();
        var clientId = await Register(server, $"http://127.0.0.1:{port}/callback", bound.Token);
        await using var tool = ForeignClient.StartConformance(
            "authorization", "--url", server.Url(""), "--client-id", clientId, "--resource", server.Url("/mcp"), "--port", $"{port}");

        var report = new List<string>();
        await foreach (var line in tool.Prints(bound.Token))
        {
            report.Add(line);
            if (line.StartsWith(server.Url("/oauth/authorize"), StringComparison.Ordinal)) await person.SignInAndConsent(line, server.Credentials);
        }

        Assert.Contains(report, line => line.Contains("0 failed", StringComparison.Ordinal));
    }

    private static async Task<string> Register(Server server, string redirect, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsJsonAsync(
            server.Url("/oauth/register"), new { client_name = "Conformance", redirect_uris = new[] { redirect }, token_endpoint_auth_method = "none" }, cancellation);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("client_id").GetString()!;
    }
}
