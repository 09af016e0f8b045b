using System.Net;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Tests.Pages;

public sealed class SignInTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_person_signs_in_and_out()
    {
        using var browser = new Browser(app);
        var home = await browser.SignIn();
        Assert.Contains("Ada Demo", home.Html);
        Assert.Contains("Ada Demo", (await browser.Open("/signin")).Html);

        var bye = await browser.Submit(await browser.Open("/signout"));
        Assert.DoesNotContain("Ada Demo", bye.Html);
    }

    [Fact]
    public async Task Who_forgot_their_password_is_told_whom_to_ask_where_no_mail_is_sent()
    {
        using var browser = new Browser(app);
        Assert.Contains("./forgotten", (await browser.Open("/signin")).Html);
        var page = await browser.Open("/forgotten");
        Assert.Equal(HttpStatusCode.OK, page.Response.StatusCode);
        Assert.Contains("An admin of your organisation can give you a link", page.Html);
    }

    [Fact]
    public async Task An_old_session_cookie_is_worth_nothing_after_signing_in_or_out()
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = app.BaseUrl };
        var cookie = (await http.GetAsync("/signin")).Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);

        using var browser = new Browser(app);
        var before = await browser.Open("/signin");
        var planted = before.Response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        await browser.SignIn(before);
        Assert.DoesNotContain("Ada Demo", await Home(planted));
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours()
    {
        using var browser = new Browser(app);
        await browser.SignIn();
        app.Time.Advance(TimeSpan.FromHours(12));
        Assert.DoesNotContain("Ada Demo", (await browser.Open("/")).Html);
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_look_the_same()
    {
        using var browser = new Browser(app);
        var wrong = await Try(browser, app.Demo.GetProperty("email").GetString()!, "wrong password");
        var unknown = await Try(browser, "nobody@demo.example", "wrong password");
        Assert.Equal(wrong.Status, unknown.Status);
        Assert.Contains("The e-mail address or the password is not right.", wrong.Html);
        Assert.Equal(wrong.Html.Replace(app.Demo.GetProperty("email").GetString()!, ""), unknown.Html.Replace("nobody@demo.example", ""));
    }

    [Fact]
    public async Task Guessing_is_slowed_down_for_any_address_and_the_right_password_must_wait_too()
    {
        foreach (var address in (string[])["guessed@demo.example", app.Demo.GetProperty("email").GetString()!])
        {
            using var browser = new Browser(app);
            for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.BadRequest, (await Try(browser, address, "wrong password")).Status);
            var blocked = await Try(browser, address, "wrong password");
            Assert.Equal(HttpStatusCode.TooManyRequests, blocked.Status);
            Assert.Equal(TimeSpan.FromSeconds(2), blocked.Response.Headers.RetryAfter!.Delta);
            Assert.Contains("Wait 2 seconds", blocked.Html);
            Assert.Equal(HttpStatusCode.TooManyRequests, (await Try(browser, address, app.Demo.GetProperty("password").GetString()!)).Status);
        }

        app.Time.Advance(TimeSpan.FromMinutes(1));
        using var person = new Browser(app);
        Assert.Contains("Ada Demo", (await person.SignIn()).Html);
    }

    [Fact]
    public async Task Guessing_from_another_network_does_not_keep_a_person_waiting()
    {
        using var guesser = new Browser(app);
        Visit guess;
        var page = await guesser.Open("/signin");
        do guess = await guesser.Submit(page, [("X-Forwarded-For", "203.0.113.5")], [("email", app.Demo.GetProperty("email").GetString()!), ("password", "wrong password")]);
        while (guess.Status == HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.TooManyRequests, guess.Status);

        using var person = new Browser(app);
        Assert.Contains("Ada Demo", (await person.SignIn()).Html);
    }

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public async Task Sign_in_never_leads_away_from_here(string returnTo)
    {
        using var browser = new Browser(app);
        var home = await browser.SignIn($"/signin?return_to={Uri.EscapeDataString(returnTo)}");
        Assert.Equal(app.BaseUrl, home.At);
    }

    [Fact]
    public async Task A_form_from_elsewhere_is_refused()
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/signin");
        (string, string)[] right = [("email", app.Demo.GetProperty("email").GetString()!), ("password", app.Demo.GetProperty("password").GetString()!)];
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Submit(page, [("Origin", "https://evil.example")], right)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Submit(page, [("Sec-Fetch-Site", "cross-site")], right)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Submit(page, [.. right, ("token", "forged")])).Status);
        using var stranger = new Browser(app);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Submit(page, right)).Status);
    }

    [Fact]
    public async Task Pages_are_locked_down_and_escape_what_people_write()
    {
        using var browser = new Browser(app);
        var page = await Try(browser, "\"><script>alert(1)</script>@x", "wrong password");
        Assert.DoesNotContain("<script", page.Html);
        var headers = page.Response.Headers;
        Assert.Equal("default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'", headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("DENY", headers.GetValues("X-Frame-Options").Single());
        Assert.True(headers.CacheControl!.NoStore);
    }

    [Fact]
    public void An_address_has_one_key_however_it_is_written() =>
        Assert.Equal(EmailAddress.Key("ada@demo.example"), EmailAddress.Key(" Ada@Demo.Example "));

    private static async Task<Visit> Try(Browser browser, string email, string password) =>
        await browser.Submit(await browser.Open("/signin"), ("email", email), ("password", password));

    private async Task<string> Home(string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Add("Cookie", cookie);
        return await (await app.Client().SendAsync(request)).Content.ReadAsStringAsync();
    }
}
