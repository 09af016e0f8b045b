using System.Net;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.OAuth;

public sealed class AuthorizationTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    [Fact]
    public async Task A_person_signs_in_consents_and_returns_with_a_code()
    {
        var client = await TestClient.Register(app);
        var back = await client.Authorize();
        Assert.StartsWith(TestClient.Redirect, back.At.ToString());
        Assert.Equal(43, back.Query("code")!.Length);
        Assert.Equal("s t&ate", back.Query("state"));
        Assert.Equal(Base, back.Query("iss"));
    }

    [Theory]
    [InlineData("client_id", null)]
    [InlineData("client_id", "cl_0000000000000000000000")]
    [InlineData("client_id", "not an id / at all")]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "http://127.0.0.1:7777/other")]
    [InlineData("redirect_uri", "http://127.0.0.1:7777/callback/")]
    [InlineData("redirect_uri", "http://127.0.0.1:7777/callback?more")]
    [InlineData("redirect_uri", "http://127.0.0.1:7777@evil.example/callback")]
    [InlineData("redirect_uri", "http://localhost:7777/callback")]
    [InlineData("redirect_uri", "https://evil.example/callback")]
    public async Task An_unknown_client_or_redirect_is_told_to_the_person_and_never_redirected(string name, string? value)
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        await browser.SignIn();
        foreach (var page in (string[])["/oauth/authorize", "/consent"])
        {
            var visit = await browser.Open(client.AuthorizeUrl((name, value)).Replace("/oauth/authorize", page));
            Assert.Equal(HttpStatusCode.BadRequest, visit.Status);
            Assert.Contains("This request cannot go on", visit.Html);
        }
    }

    [Fact]
    public async Task The_port_of_a_loopback_redirect_is_free_and_nothing_else_is()
    {
        var client = await TestClient.Register(app);
        Assert.Equal(51999, (await client.Authorize(("redirect_uri", "http://127.0.0.1:51999/callback"))).At.Port);

        var web = await TestClient.Register(app, "https://app.example:8443/callback");
        using var browser = new Browser(app);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Open(web.AuthorizeUrl(("redirect_uri", "https://app.example:8444/callback")))).Status);
    }

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "short", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("scope", "openid admin", "invalid_scope")]
    [InlineData("resource", "https://elsewhere.example/mcp", "invalid_target")]
    public async Task Other_errors_return_to_the_client_with_state_and_issuer(string name, string? value, string error)
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        var back = await browser.Open(client.AuthorizeUrl((name, value)));
        Assert.StartsWith(TestClient.Redirect, back.At.ToString());
        Assert.Equal((error, "s t&ate", Base), (back.Query("error"), back.Query("state"), back.Query("iss")));
        Assert.Null(back.Query("code"));
    }

    [Fact]
    public async Task A_site_is_told_of_errors_by_the_person_and_never_by_a_redirect()
    {
        const string Site = "https://app.example/callback";
        var client = await TestClient.Register(app, Site);
        using var browser = new Browser(app);
        await browser.SignIn();
        foreach (var page in (string[])["/oauth/authorize", "/consent"])
        {
            var visit = await browser.Open(client.AuthorizeUrl(("redirect_uri", Site), ("scope", "admin")).Replace("/oauth/authorize", page));
            Assert.Equal(HttpStatusCode.BadRequest, visit.Status);
            Assert.Contains($"<a href=\"{Site}?error=invalid_scope&amp;error_description=", visit.Html);
            Assert.Contains("Go back to app.example", visit.Html);
        }
    }

    [Fact]
    public async Task A_parameter_that_comes_twice_is_refused()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        Assert.Equal("invalid_request", (await browser.Open(client.AuthorizeUrl() + "&scope=profile")).Query("error"));
        Assert.Equal("invalid_target", (await browser.Open(client.AuthorizeUrl() + $"&resource={Uri.EscapeDataString(Base)}")).Query("error"));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Open(client.AuthorizeUrl() + "&redirect_uri=https://evil.example")).Status);
    }

    [Fact]
    public async Task Scopes_of_other_servers_are_left_out()
    {
        var client = await TestClient.Register(app);
        Assert.Equal("fitness:read", (await client.Connect(("scope", "offline_access fitness:read"))).Text("scope"));
    }

    [Fact]
    public async Task A_redirect_with_a_query_keeps_it()
    {
        const string Redirect = "https://app.example/callback?tab=1";
        var client = await TestClient.Register(app, Redirect);
        var back = await client.Authorize(("redirect_uri", Redirect));
        Assert.StartsWith(Redirect + "&code=", back.At.ToString());
    }
}
