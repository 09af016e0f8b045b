using System.Net;
using System.Net.Http.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Gateway.Tests.OAuth;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.Tenancy;

public sealed class TenantTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_tenant_is_founded_renamed_and_suspended_by_an_operator_and_by_nobody_else()
    {
        using var otto = app.Operator();
        var (email, owner) = await Found("river");
        Assert.Equal("River", (await owner.Got("/api/me")).GetProperty("tenantName").GetString());
        Assert.Equal(ErrorCodes.Forbidden, await owner.GetAsync("/api/tenants").Refused());
        Assert.Contains("river", (await otto.Got("/api/tenants?query=RIVER")).ToString());
        Assert.Equal(ErrorCodes.NotFound, await otto.GetAsync("/api/tenants/NO%20SUCH").Refused());
        Assert.Equal(ErrorCodes.Conflict, await otto.PostAsJsonAsync("/api/tenants", new { tenantId = "river", name = "Other", ownerEmail = People.Address() }).Refused());
        Assert.Equal(ErrorCodes.InvalidArgument, await otto.PostAsJsonAsync("/api/tenants", new { tenantId = "platform", name = "P", ownerEmail = People.Address() }).Refused());

        await otto.PatchAsJsonAsync("/api/tenants/river", new { name = "Stream" });
        Assert.Equal("Stream", (await owner.Got("/api/tenant")).GetProperty("name").GetString());

        await otto.Posted("/api/tenants/river/suspend", new { });
        await Task.Delay(2100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.GetAsync("/api/me")).StatusCode);
        Assert.False(await app.CanSignIn(email));
        await otto.Posted("/api/tenants/river/activate", new { });
        await Task.Delay(2100);
        await owner.Got("/api/me");
    }

    [Fact]
    public async Task A_deleted_tenant_can_be_taken_back_within_its_grace_and_leaves_nothing_after_it()
    {
        using var otto = app.Operator();
        var (email, owner) = await Found("leaf");
        await owner.Posted("/api/goals", new { type = "weight", target = 70, unit = "kg" });
        await otto.DeleteAsync("/api/tenants/leaf?graceDays=3");
        await Erase("leaf");
        await otto.Posted("/api/tenants/leaf/activate", new { });
        await Task.Delay(2100);
        await owner.Got("/api/goals");

        await otto.DeleteAsync("/api/tenants/leaf?graceDays=3");
        app.Time.Advance(TimeSpan.FromDays(3));
        await Erase("leaf");
        Assert.Equal("deleted", (await otto.Got("/api/tenants/leaf")).GetProperty("status").GetString());
        Assert.Equal("0", await app.Query("SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString LIKE 'leaf/%' AND GrainTypeString NOT IN ('tenant', 'data_keys', 'tenant_erasure')"));
        Assert.Equal("0", await app.Query("SELECT count(*) FROM audit WHERE tenant = 'leaf'"));
        Assert.False(await app.CanSignIn(email));
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await owner.GetAsync("/api/me")).StatusCode);
        Assert.Equal(ErrorCodes.Conflict, await otto.PostAsJsonAsync("/api/tenants", new { tenantId = "leaf", name = "Leaf", ownerEmail = email }).Refused());
        Assert.Equal(ErrorCodes.Conflict, await otto.PostAsync("/api/tenants/leaf/activate", null).Refused());

        using var demo = app.SignedIn();
        await app.Member(demo, email);
        app.Time.Reset();
    }

    [Fact]
    public async Task Whoever_belongs_to_several_tenants_has_one_password_and_says_for_which_one_a_program_acts()
    {
        using var demo = app.SignedIn();
        using var otto = app.Operator();
        var (email, owner) = await Found("second");
        var other = await Found("third");
        Assert.Equal(ErrorCodes.InvalidArgument, await demo.PostAsJsonAsync("/api/invitations", new { email, role = "operator" }).Refused());
        var issued = await demo.Posted("/api/invitations", new { email, role = "billing" });
        using var browser = new Browser(app);
        Assert.Contains("not its password", (await browser.Join(issued, "another password")).Html);
        Assert.Equal("/signin", (await browser.Join(issued)).At.AbsolutePath);

        var client = await TestClient.Register(app);
        var choice = await browser.SignInAs(await browser.Open(client.AuthorizeUrl(("scope", "profile tenant:admin tenant:read"))), email);
        Assert.Equal("/organisation", choice.At.AbsolutePath);
        Assert.DoesNotContain("Third", choice.Html);
        await otto.PatchAsJsonAsync("/api/tenants/second", new { name = "Demo" });
        choice = await browser.Open("/organisation?return_to=" + Uri.EscapeDataString(choice.Query("return_to")!));
        Assert.Contains("Demo (demo)", choice.Html);
        Assert.Contains("Demo (second)", choice.Html);
        Assert.Equal("/organisation", (await browser.Submit(choice, ("tenant", "third"))).At.AbsolutePath);
        var consent = await browser.Submit(choice, ("tenant", "demo"));
        Assert.DoesNotContain("Change people", consent.Html);
        using var program = app.Client((await client.Redeem((await browser.Submit(consent, ("decision", "allow"))).Query("code")!)).AccessToken);
        var me = await program.Got("/api/me");
        Assert.Equal(("demo", "billing"), (me.GetProperty("tenantId").GetString(), me.GetProperty("role").GetString()));

        Assert.Equal(ErrorCodes.Forbidden, await demo.PostAsync($"/api/users/{me.GetProperty("userId").GetString()}/password-reset", null).Refused());
        await otto.Posted($"/api/tenants/demo/users/{me.GetProperty("userId").GetString()}/password-reset", new { });

        await otto.DeleteAsync("/api/tenants/second?graceDays=0");
        await Erase("second");
        Assert.True(await app.CanSignIn(email));
        Assert.True(await app.CanSignIn(other.Email));
    }

    [Fact]
    public async Task People_register_by_themselves_only_as_far_as_the_tenant_lets_them()
    {
        var (_, owner) = await Found("open");
        var (early, waiting, member) = (People.Address(), People.Address(), People.Address());
        Assert.Contains("Ask for an invitation", await Register("open", early));
        Assert.Contains("Ask for an invitation", await Register("nowhere", early));

        await owner.PatchAsJsonAsync("/api/tenant", new { registration = "approval" });
        Assert.Contains("Thank you", await Register("open", waiting));
        Assert.False(await app.CanSignIn(waiting));
        var pending = (await owner.Got("/api/users?status=pending")).GetProperty("users")[0];
        Assert.Equal(waiting, pending.GetProperty("email").GetString());
        await owner.Posted($"/api/users/{pending.GetProperty("id").GetString()}/activate", new { });
        Assert.True(await app.CanSignIn(waiting));

        await owner.PatchAsJsonAsync("/api/tenant", new { registration = "open" });
        Assert.Contains("Thank you", await Register("open", member));
        Assert.True(await app.CanSignIn(member));

        var taken = app.Demo.GetProperty("email").GetString()!;
        Assert.Contains("Thank you", await Register("open", taken));
        Assert.False(await app.CanSignIn(taken));
        Assert.True(await app.CanSignIn(taken, app.Demo.GetProperty("password").GetString()!));
    }

    private async Task<string> Register(string tenant, string email)
    {
        using var browser = new Browser(app);
        var page = await browser.Open($"/register?tenant={tenant}");
        return (await browser.Submit(page, ("tenant", tenant), ("name", "Somebody"), ("email", email), ("password", People.Password))).Html;
    }

    private async Task<(string Email, HttpClient Owner)> Found(string tenant)
    {
        using var otto = app.Operator();
        var email = People.Address();
        var founded = await otto.Posted("/api/tenants", new { tenantId = tenant, name = $"{char.ToUpperInvariant(tenant[0])}{tenant[1..]}", ownerEmail = email });
        using var browser = new Browser(app);
        Assert.Equal("/signin", (await browser.Join(founded.GetProperty("invitation"))).At.AbsolutePath);
        using var platform = Caller.Platform("test").Enter();
        var owner = (await app.Grains.GetGrain<Contracts.Identity.IPeopleGrain>(GrainKeys.Tenant(tenant)).List(new(), CancellationToken.None)).Users[0];
        return (email, await app.As(tenant, owner.Id));
    }

    private async Task Erase(string tenant)
    {
        using var platform = Caller.Platform("test").Enter();
        await app.Grains.GetGrain<ITenantErasureGrain>(GrainKeys.Tenant(tenant)).Erase(CancellationToken.None);
    }
}
