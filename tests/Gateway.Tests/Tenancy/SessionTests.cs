using System.Net;
using System.Text.Json;
using Actors.Contracts;
using Actors.Gateway.Tests.OAuth;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.Tenancy;

public sealed class SessionTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_person_sees_where_they_are_signed_in_and_ends_one_session_without_the_others()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        using var me = await app.As("demo", await app.Member(owner, email));
        using var browser = new Browser(app);
        await browser.SignInAs(await browser.Open("/signin"), email);
        var (kept, ended) = (await Connect(browser), await Connect(browser));

        var sessions = (await me.Got("/api/account/sessions")).GetProperty("sessions").EnumerateArray().ToArray();
        Assert.Equal(["browser", "program", "program"], sessions.Select(session => session.GetProperty("kind").GetString()).Order());
        Assert.Equal("127.0.0.1", sessions.Single(session => session.GetProperty("kind").GetString() == "browser").GetProperty("network").GetString());
        Assert.Equal("Test client", sessions.First(session => session.GetProperty("kind").GetString() == "program").GetProperty("name").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await owner.DeleteAsync($"/api/account/sessions/{Id(sessions[0])}")).StatusCode);

        await me.DeleteAsync($"/api/account/sessions/{Id(sessions.First(session => session.GetProperty("kind").GetString() == "program"))}");
        await me.DeleteAsync($"/api/account/sessions/{Id(sessions.Single(session => session.GetProperty("kind").GetString() == "browser"))}");
        await Task.Delay(1100);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            new[] { (await kept.GetAsync("/api/me")).StatusCode, (await ended.GetAsync("/api/me")).StatusCode }.Order());
        Assert.Contains("Sign in", (await browser.Open("/")).Html);
        Assert.Single((await me.Got("/api/account/sessions")).GetProperty("sessions").EnumerateArray());
    }

    [Fact]
    public async Task An_admin_sees_and_ends_a_members_sessions()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        var id = await app.Member(owner, email);
        using var browser = new Browser(app);
        await browser.SignInAs(await browser.Open("/signin"), email);
        using var program = await Connect(browser);
        Assert.Equal(2, (await owner.Got($"/api/users/{id}/sessions")).GetProperty("sessions").GetArrayLength());

        await owner.Posted($"/api/users/{id}/sign-out", new { });
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
        Assert.Contains("Sign in", (await browser.Open("/")).Html);
        Assert.Equal(0, (await owner.Got($"/api/users/{id}/sessions")).GetProperty("sessions").GetArrayLength());
    }

    private async Task<HttpClient> Connect(Browser browser)
    {
        var client = await TestClient.Register(app);
        var sentBack = await browser.Submit(await browser.Open(client.AuthorizeUrl()), ("decision", "allow"));
        return app.Client((await client.Redeem(sentBack.Query("code")!)).AccessToken);
    }

    private static string Id(JsonElement session) => session.GetProperty("id").GetString()!;
}
