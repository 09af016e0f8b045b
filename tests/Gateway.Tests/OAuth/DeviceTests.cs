using System.Net;
using Actors.Contracts.OAuth;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Devices without a browser (RFC 8628).</summary>
public sealed class DeviceTests(ActorsApp app) : IClassFixture<ActorsApp>, IAsyncLifetime
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    public Task InitializeAsync()
    {
        app.Time.Advance(TimeSpan.FromMinutes(11)); // each test has its own tries at codes
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    [Fact]
    public async Task A_device_waits_is_let_in_elsewhere_and_gets_tokens_once()
    {
        var client = await Device();
        var asked = await Ask(client);
        Assert.Equal(($"{Base}/device", 5), (asked.Text("verification_uri"), asked.Json.GetProperty("interval").GetInt32()));
        Assert.InRange(asked.Json.GetProperty("expires_in").GetInt32(), 500, 600);
        (await Poll(client, asked)).Refuses("authorization_pending");

        using var browser = new Browser(app);
        var page = await Type(browser, asked.Text("user_code")!.ToLowerInvariant().Replace('-', ' '));
        Assert.Contains("Telly", page.Html);
        Assert.Contains("See your goals and your progress", page.Html);
        Assert.Contains(asked.Text("user_code")!, page.Html);
        Assert.Contains("is connected", (await browser.Submit(page, ("decision", "allow"))).Html);

        app.Time.Advance(Interval);
        var tokens = await Poll(client, asked);
        Assert.Equal((HttpStatusCode.OK, "profile fitness:read"), (tokens.Status, tokens.Text("scope")));
        Assert.Equal(HttpStatusCode.OK, (await app.Client(tokens.AccessToken).GetAsync("/api/goals")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Refresh(tokens.RefreshToken)).Status);

        app.Time.Advance(Interval);
        (await Poll(client, asked)).Refuses("invalid_grant");
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client((await client.Refresh(tokens.RefreshToken)).Text("access_token") ?? "").GetAsync("/api/goals")).StatusCode);
    }

    [Fact]
    public async Task A_device_that_asks_too_often_is_slowed_down()
    {
        var client = await Device();
        var asked = await Ask(client);
        (await Poll(client, asked)).Refuses("authorization_pending");
        (await Poll(client, asked)).Refuses("slow_down");
        app.Time.Advance(Interval);
        (await Poll(client, asked)).Refuses("slow_down");
        app.Time.Advance(3 * Interval);
        (await Poll(client, asked)).Refuses("authorization_pending");
    }

    [Fact]
    public async Task A_device_that_is_denied_is_told_so_and_its_code_is_used_up()
    {
        var client = await Device();
        var asked = await Ask(client);
        using var browser = new Browser(app);
        var page = await Type(browser, asked.Text("user_code")!);
        Assert.Contains("was not let in", (await browser.Submit(page, ("decision", "deny"))).Html);
        Assert.Contains("No device is waiting", (await browser.Submit(page, ("decision", "allow"))).Html);
        (await Poll(client, asked)).Refuses("access_denied");
    }

    [Fact]
    public async Task A_device_that_nobody_lets_in_for_ten_minutes_has_to_ask_again()
    {
        var client = await Device();
        var asked = await Ask(client);
        using var browser = new Browser(app);
        var page = await Type(browser, asked.Text("user_code")!);
        app.Time.Advance(TimeSpan.FromMinutes(10));
        (await Poll(client, asked)).Refuses("expired_token");
        Assert.Contains("No device is waiting", (await browser.Submit(page, ("decision", "allow"))).Html);
    }

    [Fact]
    public async Task Only_the_device_that_asked_is_given_anything_and_only_after_a_click()
    {
        var (client, other) = (await Device(), await Device());
        var asked = await Ask(client);
        (await Poll(other, asked)).Refuses("invalid_grant");
        (await client.Token([("grant_type", GrantTypes.DeviceCode), ("device_code", "made up"), ("client_id", client.Id)])).Refuses("invalid_grant");
        (await (await TestClient.Register(app)).Post("/oauth/device_authorization", [("client_id", (await TestClient.Register(app)).Id)])).Refuses("unauthorized_client");

        using var browser = new Browser(app);
        Assert.Equal("/signin", (await browser.Open("/device")).At.AbsolutePath);
        var filled = await browser.SignIn($"/device?user_code={asked.Text("user_code")}");
        Assert.Contains($"value=\"{asked.Text("user_code")}\"", filled.Html);
        Assert.DoesNotContain("Allow", filled.Html);
        var page = await browser.Submit(filled, ("user_code", asked.Text("user_code")!));
        Assert.Contains("The page was out of date", (await browser.Submit(page, [("Sec-Fetch-Site", "cross-site")], [("decision", "allow")])).Html);
        app.Time.Advance(Interval);
        (await Poll(client, asked)).Refuses("authorization_pending");
    }

    [Fact]
    public async Task Codes_cannot_be_guessed_for_long()
    {
        var asked = await Ask(await Device());
        using var browser = new Browser(app);
        var page = await browser.SignIn("/device");
        for (var i = 0; i < 10; i++) await browser.Submit(page, ("user_code", "BBBB-BBBB"));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Submit(page, ("user_code", asked.Text("user_code")!))).Status);
        app.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await browser.Submit(page, ("user_code", "BBBB-BBBB"))).Status);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Submit(page, ("user_code", "BBBB-BBBB"))).Status);
    }

    [Fact]
    public async Task Disconnecting_the_application_ends_the_devices_tokens()
    {
        var client = await Device();
        var asked = await Ask(client);
        using var browser = new Browser(app);
        await browser.Submit(await Type(browser, asked.Text("user_code")!), ("decision", "allow"));
        var tokens = await Poll(client, asked);
        var page = await browser.Open("/applications");
        Assert.Contains("Connected by a code", page.Html);
        var id = System.Text.RegularExpressions.Regex.Match(page.Html, "value=\"([^\"]*)\" aria-label=\"Disconnect Telly\"").Groups[1].Value;
        await browser.Submit(page, ("application", id));
        (await client.Refresh(tokens.RefreshToken)).Refuses("invalid_grant");
    }

    private Task<TestClient> Device() => TestClient.Register(app, new
    {
        client_name = "Telly", token_endpoint_auth_method = "none", grant_types = new[] { GrantTypes.DeviceCode, GrantTypes.RefreshToken },
    });

    private static async Task<Answer> Ask(TestClient client)
    {
        var answer = await client.Post("/oauth/device_authorization", [("client_id", client.Id), ("scope", "profile fitness:read")]);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.True(answer.Response.Headers.CacheControl!.NoStore);
        return answer;
    }

    private static Task<Answer> Poll(TestClient client, Answer asked) =>
        client.Token([("grant_type", GrantTypes.DeviceCode), ("device_code", asked.Text("device_code")), ("client_id", client.Id)]);

    private static async Task<Visit> Type(Browser browser, string code) => await browser.Submit(await browser.SignIn("/device"), ("user_code", code));
}
