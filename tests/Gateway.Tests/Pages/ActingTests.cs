using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Actors.Contracts;
using Actors.Contracts.Identity;
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

    [Theory]
    [InlineData("the person signs out everywhere")]
    [InlineData("the person changes their password")]
    [InlineData("the person is suspended")]
    [InlineData("the operator signs out everywhere")]
    [InlineData("the operator changes their password")]
    [InlineData("the operator is suspended")]
    public async Task Acting_in_a_browser_ends_when(string happening)
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var (person, email) = (await app.Member(owner, People.Address()), People.Address());
        using var self = await app.As("demo", person);
        var clerk = await Operator(email);
        using var clerks = await app.As(GrainKeys.Platform, clerk);
        var key = (await clerks.Posted($"/api/tenants/demo/users/{person}/impersonation", new { reason = "Ticket" })).Text("secret");
        using var browser = new Browser(app);
        await browser.Submit(await browser.SignInAs(await browser.Open("/impersonation"), email), ("key", key));
        Assert.Contains("acts as", (await browser.Open("/")).Html);

        var change = new { currentPassword = People.Password, newPassword = "another horse battery" };
        using var done = happening switch
        {
            "the person signs out everywhere" => await self.PostAsync("/api/account/sign-out", content: null),
            "the person changes their password" => await self.PostAsJsonAsync("/api/account/password", change),
            "the person is suspended" => await owner.PostAsync($"/api/users/{person}/suspend", content: null),
            "the operator signs out everywhere" => await clerks.PostAsync("/api/account/sign-out", content: null),
            "the operator changes their password" => await clerks.PostAsJsonAsync("/api/account/password", change),
            _ => await otto.PostAsync($"/api/users/{clerk}/suspend", content: null),
        };
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.DoesNotContain("acts as", (await browser.Open("/")).Html);
        Assert.Equal("/signin", (await browser.Open("/applications")).At.AbsolutePath);
    }

    private async Task<string> Operator(string email)
    {
        using var platform = Caller.Platform("test").Enter();
        return (await app.Grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
            new() { Tenant = GrainKeys.Platform, Name = "Clara Clerk", Email = email, Password = People.Password, Role = Role.Operator }, CancellationToken.None)).User;
    }

    private async Task<Visit> OperatorAt(Browser browser)
    {
        var account = app.Demo.GetProperty("operator");
        return await browser.SignInAs(await browser.Open("/impersonation"), account.Text("email"), account.Text("password"));
    }

    [GeneratedRegex("name=\"token\" value=\"(?<token>[^\"]*)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Token();
}
