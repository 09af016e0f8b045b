using System.Net;
using System.Net.Http.Json;
using Actors.Contracts;
using Actors.Gateway.Tests.OAuth;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.Tenancy;

public sealed class UserTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task An_invited_person_joins_once_and_is_what_the_invitation_said()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        var issued = await owner.Posted("/api/invitations", new { email, role = "auditor" });
        Assert.Contains(email, (await owner.Got("/api/invitations")).ToString());

        using var browser = new Browser(app);
        Assert.Contains("8 to 256", (await browser.Join(issued, "short")).Html);
        Assert.Equal("/signin", (await browser.Join(issued)).At.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(issued.GetProperty("path").GetString()!)).Status);
        Assert.True(await app.CanSignIn(email));

        var listed = (await owner.Got($"/api/users?query={email}")).GetProperty("users")[0];
        Assert.Equal(("auditor", "active"), (listed.GetProperty("role").GetString(), listed.GetProperty("status").GetString()));
        Assert.DoesNotContain(email, (await owner.Got("/api/invitations")).ToString());
        Assert.Equal(ErrorCodes.Conflict, await owner.PostAsJsonAsync("/api/invitations", new { email }).Refused());
    }

    [Fact]
    public async Task A_withdrawn_or_old_invitation_leads_nowhere()
    {
        using var owner = app.SignedIn();
        var withdrawn = await owner.Posted("/api/invitations", new { email = People.Address() });
        await owner.DeleteAsync($"/api/invitations/{withdrawn.GetProperty("invitation").GetProperty("id").GetString()}");
        var old = await owner.Posted("/api/invitations", new { email = People.Address() });
        app.Time.Advance(TimeSpan.FromDays(7));
        using var browser = new Browser(app);
        foreach (var issued in (System.Text.Json.JsonElement[])[withdrawn, old])
            Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(issued.GetProperty("path").GetString()!)).Status);
        app.Time.Reset();
    }

    [Fact]
    public async Task A_role_counts_at_once_whatever_a_key_was_granted()
    {
        using var owner = app.SignedIn();
        var id = await app.Member(owner, People.Address(), "admin");
        using var admin = await app.As("demo", id);
        await admin.Got("/api/users");
        Assert.Equal(ErrorCodes.Forbidden, await admin.PostAsJsonAsync("/api/tenants", new { tenantId = "mine", name = "Mine", ownerEmail = People.Address() }).Refused());

        await owner.PatchAsJsonAsync($"/api/users/{id}", new { role = "member" });
        await Task.Delay(1100);
        Assert.Equal(ErrorCodes.Forbidden, await admin.GetAsync("/api/users").Refused());
        await admin.Got("/api/goals");
    }

    [Fact]
    public async Task Owners_are_for_owners_and_one_always_remains()
    {
        using var owner = app.SignedIn();
        var ada = (await owner.Got("/api/me")).GetProperty("userId").GetString();
        var id = await app.Member(owner, People.Address(), "admin");
        using var admin = await app.As("demo", id);
        Assert.Equal(ErrorCodes.Forbidden, await admin.PatchAsJsonAsync($"/api/users/{id}", new { role = "owner" }).Refused());
        Assert.Equal(ErrorCodes.Forbidden, await admin.PostAsync($"/api/users/{ada}/suspend", null).Refused());
        Assert.Equal(ErrorCodes.Forbidden, await admin.PostAsync($"/api/users/{ada}/password-reset", null).Refused());
        Assert.Equal(ErrorCodes.Forbidden, await admin.PostAsJsonAsync("/api/invitations", new { email = People.Address(), role = "owner" }).Refused());
        Assert.Equal(ErrorCodes.InvalidArgument, await owner.PostAsJsonAsync("/api/invitations", new { email = People.Address(), role = "operator" }).Refused());
        Assert.Equal(ErrorCodes.Conflict, await owner.PatchAsJsonAsync($"/api/users/{ada}", new { role = "member" }).Refused());
        Assert.Equal(ErrorCodes.Conflict, await owner.PostAsync($"/api/users/{ada}/suspend", null).Refused());
    }

    [Fact]
    public async Task A_suspended_person_can_do_nothing_until_activated()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        var id = await app.Member(owner, email);
        using var member = await app.As("demo", id);
        await owner.Posted($"/api/users/{id}/suspend", new { });
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await member.GetAsync("/api/me")).StatusCode);
        Assert.False(await app.CanSignIn(email));

        await owner.Posted($"/api/users/{id}/activate", new { });
        await Task.Delay(1100);
        await member.Got("/api/me");
        Assert.True(await app.CanSignIn(email));
    }

    [Fact]
    public async Task A_password_is_reset_by_a_link_that_works_once_for_an_hour()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        var id = await app.Member(owner, email);
        var late = await owner.Posted($"/api/users/{id}/password-reset", new { });
        app.Time.Advance(TimeSpan.FromHours(1));
        using var browser = new Browser(app);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(late.GetProperty("path").GetString()!)).Status);

        var path = (await owner.Posted($"/api/users/{id}/password-reset", new { })).GetProperty("path").GetString()!;
        Assert.Equal("/signin", (await browser.Submit(await browser.Open(path), ("password", "another password"))).At.AbsolutePath);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(path)).Status);
        Assert.Equal((false, true), (await app.CanSignIn(email), await app.CanSignIn(email, "another password")));
        app.Time.Reset();
    }

    [Fact]
    public async Task A_changed_password_signs_out_every_browser_and_program_but_no_key()
    {
        using var owner = app.SignedIn();
        var email = People.Address();
        var id = await app.Member(owner, email);
        using var key = await app.As("demo", id);
        using var browser = new Browser(app);
        var client = await TestClient.Register(app);
        var consent = await browser.SignInAs(await browser.Open(client.AuthorizeUrl(("scope", "profile account:write"))), email);
        var tokens = await client.Redeem((await browser.Submit(consent, ("decision", "allow"))).Query("code")!);
        using var program = app.Client(tokens.AccessToken);

        Assert.Equal(ErrorCodes.InvalidArgument, await program.PostAsJsonAsync("/api/account/password", new { currentPassword = "wrong", newPassword = "another password" }).Refused());
        await program.Posted("/api/account/password", new { currentPassword = People.Password, newPassword = "another password" });
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.Refresh(tokens.RefreshToken)).Status);
        Assert.Contains("Sign in", (await browser.Open("/")).Html);
        Assert.Equal(email, (await key.Got("/api/me")).GetProperty("email").GetString());
        Assert.Equal((false, true), (await app.CanSignIn(email), await app.CanSignIn(email, "another password")));
    }

    [Fact]
    public async Task A_service_account_has_keys_and_no_more_authority_than_who_made_them()
    {
        using var owner = app.SignedIn();
        var id = (await owner.Posted("/api/service-accounts", new { name = "Nightly import", role = "admin" })).GetProperty("id").GetString();
        var issued = await owner.Posted($"/api/service-accounts/{id}/keys", new { name = "Key", scopes = new[] { "profile", "tenant:read" } });
        using var service = app.Client(issued.GetProperty("secret").GetString());
        Assert.Equal("Nightly import", (await service.Got("/api/me")).GetProperty("name").GetString());
        await service.Got("/api/users");
        Assert.Equal(ErrorCodes.InsufficientScope, await service.PostAsJsonAsync("/api/invitations", new { email = People.Address() }).Refused());
        Assert.Equal(ErrorCodes.Forbidden, await owner.PostAsJsonAsync($"/api/service-accounts/{id}/keys", new { name = "Key", scopes = new[] { "platform:admin" } }).Refused());
        Assert.Equal(ErrorCodes.InvalidArgument, await owner.PostAsJsonAsync("/api/service-accounts", new { name = "Owner", role = "owner" }).Refused());

        await owner.DeleteAsync($"/api/users/{id}/keys/{issued.GetProperty("key").GetProperty("id").GetString()}");
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await service.GetAsync("/api/me")).StatusCode);
    }
}
