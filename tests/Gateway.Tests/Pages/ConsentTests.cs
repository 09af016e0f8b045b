using System.Net;
using Actors.Gateway.Tests.OAuth;

namespace Actors.Gateway.Tests.Pages;

public sealed class ConsentTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task The_page_names_client_redirect_scopes_and_person()
    {
        var client = await TestClient.Register(app, new { client_name = "<b>Evil</b> & Co", redirect_uris = new[] { "https://app.example/callback" }, token_endpoint_auth_method = "none" });
        using var browser = new Browser(app);
        var page = await browser.SignIn(client.AuthorizeUrl(("redirect_uri", "https://app.example/callback"), ("scope", "profile fitness:write")));
        Assert.Contains("&lt;b&gt;Evil&lt;/b&gt; &amp; Co", page.Html);
        Assert.Contains("<strong>app.example</strong>", page.Html);
        Assert.Contains("Set, change and delete your goals", page.Html);
        Assert.DoesNotContain("See your goals and your progress", page.Html);
        Assert.Contains("Ada Demo", page.Html);
        Assert.Contains("Demo", page.Html);
    }

    [Fact]
    public async Task The_browser_may_follow_the_redirect_and_a_local_program_is_pointed_out()
    {
        var client = await TestClient.Register(app, new { redirect_uris = new[] { TestClient.Redirect, "http://[::1]/cb", "cursor://a/b" }, token_endpoint_auth_method = "none" });
        using var browser = new Browser(app);
        var page = await browser.SignIn(client.AuthorizeUrl());
        Assert.Contains("a program on this computer", page.Html);
        Assert.Contains("form-action 'self' https: http://127.0.0.1:7777;", Policy(page));
        Assert.Contains("form-action 'self' https: http:;", Policy(await browser.Open(client.AuthorizeUrl(("redirect_uri", "http://[::1]:9/cb")))));
        Assert.Contains("form-action 'self' https: cursor:;", Policy(await browser.Open(client.AuthorizeUrl(("redirect_uri", "cursor://a/b")))));
    }

    [Fact]
    public async Task Denial_returns_an_error_and_no_code()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        var back = await browser.Submit(await browser.SignIn(client.AuthorizeUrl()), ("decision", "deny"));
        Assert.Equal(("access_denied", "s t&ate", null), (back.Query("error"), back.Query("state"), back.Query("code")));
    }

    [Fact]
    public async Task Consent_cannot_be_given_without_being_signed_in()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        Assert.Equal("/signin", (await browser.Open(client.AuthorizeUrl())).At.AbsolutePath);
        Assert.Equal("/signin", (await browser.Open(client.AuthorizeUrl().Replace("/oauth/authorize", "/consent"))).At.AbsolutePath);

        using var person = new Browser(app);
        var page = await person.SignIn(client.AuthorizeUrl());
        Assert.Equal("/signin", (await browser.Submit(page, ("decision", "allow"))).At.AbsolutePath);
    }

    [Fact]
    public async Task Consent_cannot_be_forged()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        var page = await browser.SignIn(client.AuthorizeUrl());
        await Forbidden(browser.Submit(page, [("Sec-Fetch-Site", "cross-site")], [("decision", "allow")]));
        await Forbidden(browser.Submit(page, [("Origin", "null")], [("decision", "allow")]));
        await Forbidden(browser.Submit(page, ("decision", "allow"), ("token", "")));

        // A token that was shown for one request approves no other.
        var wider = page with { Html = page.Html.Replace("scope=profile%20fitness%3Aread", "scope=profile%20fitness%3Awrite") };
        Assert.NotEqual(page.Html, wider.Html);
        await Forbidden(browser.Submit(wider, ("decision", "allow")));
    }

    [Fact]
    public async Task Silence_is_no_consent()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        Assert.Equal("access_denied", (await browser.Submit(await browser.SignIn(client.AuthorizeUrl()))).Query("error"));
    }

    private static string Policy(Visit page) => page.Response.Headers.GetValues("Content-Security-Policy").Single();

    private static async Task Forbidden(Task<Visit> visit)
    {
        var page = await visit;
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("Nothing was allowed", page.Html);
    }
}
