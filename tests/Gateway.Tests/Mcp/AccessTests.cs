using System.Net;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>Who may call <c>/mcp</c>: people with a credential, for what its scopes allow, from pages that are known.</summary>
public sealed class AccessTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string ForgedToken = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.";

    [Theory]
    [InlineData(null)]
    [InlineData("ak_0000000000000000000000000000000000000000000")]
    [InlineData(ForgedToken)]
    public async Task Without_a_good_credential_a_client_is_told_where_to_get_one(string? credential)
    {
        using var http = app.Client(credential);
        var answer = await McpPost.OfModernCall("whoami").To(http);
        Assert.Equal(401, answer.Status);
        Assert.Contains($"resource_metadata=\"{app.BaseUrl}.well-known/oauth-protected-resource/mcp\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_credential_is_checked_before_the_body_is_looked_at()
    {
        using var http = app.Client();
        Assert.Equal(401, (await new McpPost("{").To(http)).Status);
    }

    [Fact]
    public async Task A_tool_beyond_the_scopes_is_refused_with_the_scopes_to_ask_for()
    {
        using var http = app.Client(await app.KeyWith(Scopes.Profile));
        var answer = await McpPost.OfModernCall("set_goal", """{"type":"scope","target":1,"unit":"km"}""").To(http);
        Assert.Equal(403, answer.Status);
        Assert.Contains("error=\"insufficient_scope\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Contains("This API key does not have it", answer.Body, StringComparison.Ordinal);
        Assert.Contains("scope=\"profile fitness:write\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(200, (await McpPost.OfModernCall("whoami").To(http)).Status);
    }

    [Fact]
    public async Task A_batch_with_calls_beyond_the_scopes_runs_none_and_is_told_all_that_it_needs()
    {
        using var limited = app.Client(await app.KeyWith(Scopes.FitnessWrite));
        using var http = app.SignedIn();
        var before = (await McpPost.OfModernCall("list_goals").To(http)).Text;
        var answer = await new McpPost(
            $"[{Call(1, "set_goal", """{"type":"batch","target":1,"unit":"km"}""")},{Call(2, "whoami", "{}")},{Call(3, "list_users", "{}")}]").To(limited);
        Assert.Equal(403, answer.Status);
        Assert.Contains("scope=\"profile fitness:read fitness:write tenant:read\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, (await McpPost.OfModernCall("list_goals").To(http)).Text);
    }

    [Theory]
    [InlineData("https://evil.example.com")]
    [InlineData("null")]
    [InlineData("https://inspector.example.com.evil.example.com")]
    public async Task A_page_of_another_origin_is_refused_even_with_a_good_credential(string origin)
    {
        using var http = app.SignedIn();
        var answer = await McpPost.OfModernCall("whoami").With("Origin", origin).To(http);
        Assert.Equal((403, -32600), (answer.Status, answer.Code));
        Assert.False(answer.Json.TryGetProperty("id", out _));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("https://inspector.example.com")]
    [InlineData("http://localhost")]
    [InlineData("http://127.0.0.1")]
    public async Task A_page_that_is_known_may_call_and_read_the_challenge(string origin)
    {
        if (origin.StartsWith("http:", StringComparison.Ordinal)) origin += $":{app.BaseUrl.Port}";
        using var http = app.SignedIn();
        using var stranger = app.Client();
        foreach (var (client, status) in new[] { (http, 200), (stranger, 401) })
        {
            var answer = await McpPost.OfModernCall("whoami").With("Origin", origin).To(client);
            Assert.Equal(status, answer.Status);
            Assert.Equal(origin, Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Contains("WWW-Authenticate", answer.Headers.GetValues("Access-Control-Expose-Headers").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_browser_may_ask_first_what_a_known_page_may_send()
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/mcp");
        request.Headers.Add("Origin", "https://inspector.example.com");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "authorization,content-type,mcp-method,mcp-protocol-version");
        using var http = app.Client();
        using var answer = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal("https://inspector.example.com", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("mcp-method", answer.Headers.GetValues("Access-Control-Allow-Headers").Single(), StringComparison.Ordinal);
    }

    private static string Call(int id, string tool, string arguments) =>
        $$$"""{"jsonrpc":"2.0","id":{{{id}}},"method":"tools/call","params":{"name":"{{{tool}}}","arguments":{{{arguments}}} }}""";
}
