using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>What a person allowed is remembered, listed, and taken back.</summary>
public sealed class ApplicationsTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task Who_allowed_a_client_is_not_asked_again_for_the_same_or_less_but_for_more()
    {
        var client = await TestClient.Register(app);
        using var browser = new Browser(app);
        await browser.Submit(await browser.SignIn(client.AuthorizeUrl(("scope", "profile fitness:write"))), ("decision", "allow"));

        foreach (var scope in (string[])["profile fitness:write", "profile", "fitness:read"])
        {
            var back = await browser.Open(client.AuthorizeUrl(("scope", scope)));
            Assert.StartsWith(TestClient.Redirect, back.At.ToString());
            Assert.Equal(scope, (await client.Redeem(back.Query("code")!)).Text("scope"));
        }

        Assert.Equal("/consent", (await browser.Open(client.AuthorizeUrl(("scope", "profile vault:read")))).At.AbsolutePath);
        Assert.Equal("/consent", (await browser.Open(client.AuthorizeUrl(("scope", "profile"), ("prompt", "consent")))).At.AbsolutePath);
    }

    [Fact]
    public async Task A_denial_is_not_remembered_and_a_consent_is_not_one_for_another_client_or_another_place()
    {
        var client = await TestClient.Register(app, new { redirect_uris = new[] { TestClient.Redirect, "https://app.example/callback" }, token_endpoint_auth_method = "none" });
        using var browser = new Browser(app);
        await browser.Submit(await browser.SignIn(client.AuthorizeUrl()), ("decision", "deny"));
        var page = await browser.Open(client.AuthorizeUrl());
        Assert.Equal("/consent", page.At.AbsolutePath);
        await browser.Submit(page, ("decision", "allow"));
        Assert.NotNull((await browser.Open(client.AuthorizeUrl(("redirect_uri", "http://127.0.0.1:9/callback")))).Query("code"));

        Assert.Equal("/consent", (await browser.Open(client.AuthorizeUrl(("redirect_uri", "https://app.example/callback")))).At.AbsolutePath);
        Assert.Equal("/consent", (await browser.Open((await TestClient.Register(app)).AuthorizeUrl())).At.AbsolutePath);
    }

    [Fact]
    public async Task A_client_that_any_program_could_pretend_to_be_is_shown_each_time_and_one_with_a_site_is_not()
    {
        await using var site = await Site.Start();
        var id = site.Url();
        site.Serve(new { client_id = id, client_name = "Described", redirect_uris = new[] { TestClient.Redirect, "https://app.example/callback" } });
        var client = new TestClient(app, JsonSerializer.SerializeToElement(new { client_id = id }));
        using var browser = new Browser(app);
        await browser.Submit(await browser.SignIn(client.AuthorizeUrl()), ("decision", "allow"));
        Assert.Equal("/consent", (await browser.Open(client.AuthorizeUrl())).At.AbsolutePath);

        var toSite = client.AuthorizeUrl(("redirect_uri", "https://app.example/callback"));
        await browser.Submit(await browser.Open(toSite), ("decision", "allow"));
        Assert.NotNull((await browser.Open(toSite)).Query("code"));
    }

    [Fact]
    public async Task Disconnecting_ends_the_clients_tokens_and_codes_and_it_has_to_ask_again()
    {
        var (client, other) = (await TestClient.Register(app), await TestClient.Register(app));
        var (tokens, others) = (await client.Connect(), await other.Connect());
        var code = (await client.Authorize()).Query("code")!;
        using var api = app.SignedIn();
        var id = (await Listed(api)).Single(listed => listed.GetProperty("client").GetString() == client.Id).GetProperty("id").GetString();

        Assert.Equal(HttpStatusCode.OK, (await api.DeleteAsync($"/api/account/applications/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.DeleteAsync($"/api/account/applications/{id}")).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(tokens.AccessToken).GetAsync("/api/me")).StatusCode);
        (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
        (await client.Redeem(code)).Refuses("invalid_grant");
        Assert.DoesNotContain(await Listed(api), listed => listed.GetProperty("client").GetString() == client.Id);
        Assert.Equal(HttpStatusCode.OK, (await app.Client(others.AccessToken).GetAsync("/api/me")).StatusCode);

        using var browser = new Browser(app);
        var page = await browser.SignIn(client.AuthorizeUrl());
        Assert.Equal("/consent", page.At.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await client.Redeem((await browser.Submit(page, ("decision", "allow"))).Query("code")!)).Status);
    }

    [Fact]
    public async Task The_page_lists_what_is_connected_and_disconnects_it()
    {
        var client = await TestClient.Register(app, new { client_name = "Page <b>&</b> Co", redirect_uris = new[] { TestClient.Redirect }, token_endpoint_auth_method = "none" });
        var tokens = await client.Connect();
        using var browser = new Browser(app);
        Assert.Equal("/signin", (await browser.Open("/applications")).At.AbsolutePath);
        var page = await browser.SignIn("/applications");
        Assert.Contains("Page &lt;b&gt;&amp;&lt;/b&gt; Co", page.Html);

        using var api = app.SignedIn();
        var id = (await Listed(api)).Single(listed => listed.GetProperty("client").GetString() == client.Id).GetProperty("id").GetString()!;
        await browser.Submit(page, ("application", id), ("token", "made up"));
        Assert.Equal(HttpStatusCode.OK, (await app.Client(tokens.AccessToken).GetAsync("/api/me")).StatusCode);
        var after = await browser.Submit(page, ("application", id));
        Assert.Contains("Connected applications", after.Html);
        Assert.DoesNotContain("Page &lt;b&gt;", after.Html);
        (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
    }

    private static async Task<JsonElement[]> Listed(HttpClient api) =>
        [.. (await api.GetFromJsonAsync<JsonElement>("/api/account/applications")).GetProperty("applications").EnumerateArray()];
}
