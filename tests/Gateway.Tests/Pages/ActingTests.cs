using System.Net;
using System.Text.RegularExpressions;
using Actors.Gateway.Tests.Rest;
using Actors.Gateway.Tests.Tenancy;

namespace Actors.Gateway.Tests.Pages;

/// <summary>Who acts as somebody in a browser does so by an operator's own key, within its bounds, and until it ends.</summary>
public sealed partial class ActingTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task Acting_needs_the_operator_and_their_key_and_ends_with_it()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var path = $"/api/tenants/demo/users/{(await owner.Got("/api/me")).Text("userId")}/impersonation";
        var key = (await otto.Posted(path, new { reason = "Ticket" })).Text("secret");

        using var stranger = new Browser(app);
        await stranger.SignIn();
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.Open("/impersonation")).Status);

        using var browser = new Browser(app);
        var form = await OperatorAt(browser);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Submit(form, ("key", app.Demo.Text("apiKey")))).Status);
        var acting = await browser.Submit(form, ("key", key));
        Assert.Matches("Operator Otto Operator .* acts as .*ada@demo.example", acting.Html);
        Assert.Contains("act_in_browser", (await owner.Got("/api/audit")).ToString());

        // Allowing a client, or becoming the same person elsewhere, would outlast it or reach further.
        foreach (var beyond in (string[])["/organisation", "/device", "/impersonation"])
            Assert.Equal("/signin", (await browser.Open(beyond)).At.AbsolutePath);
        var applications = await browser.Open("/applications");
        var token = Token().Matches(applications.Html).Last().Groups["token"].Value;
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Submit(applications with { Html = "<form method=\"post\" action=\"/applications\">" }, ("token", token), ("application", "a_1"))).Status);

        await otto.DeleteAsync(path);
        Assert.DoesNotContain("acts as", (await browser.Open("/")).Html);
    }

    [Fact]
    public async Task Signing_out_ends_the_key_too_and_the_time_ends_both()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var path = $"/api/tenants/demo/users/{(await owner.Got("/api/me")).Text("userId")}/impersonation";
        using var browser = new Browser(app);
        var key = (await otto.Posted(path, new { reason = "Ticket" })).Text("secret");
        await browser.Submit(await OperatorAt(browser), ("key", key));
        var page = await browser.Open("/");
        await browser.Submit(page with { Html = page.Html.Replace("<form class=\"acting\" ", "<form ", StringComparison.Ordinal) });
        Assert.Contains("end_impersonation", (await owner.Got("/api/audit")).ToString());
        await Task.Delay(1100);
        using var bearer = app.Client(key);
        Assert.Equal(HttpStatusCode.Unauthorized, (await bearer.GetAsync("/api/me")).StatusCode);

        await browser.Submit(await OperatorAt(browser), ("key", (await otto.Posted(path, new { reason = "Ticket", minutes = 2 })).Text("secret")));
        Assert.Contains("acts as", (await browser.Open("/")).Html);
        app.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.DoesNotContain("acts as", (await browser.Open("/")).Html);
        app.Time.Reset();
    }

    private async Task<Visit> OperatorAt(Browser browser)
    {
        var account = app.Demo.GetProperty("operator");
        return await browser.SignInAs(await browser.Open("/impersonation"), account.Text("email"), account.Text("password"));
    }

    [GeneratedRegex("name=\"token\" value=\"(?<token>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
