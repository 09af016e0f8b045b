using System.Net;
using System.Net.Http.Json;
using Actors.Contracts;

namespace Actors.Gateway.Tests.Tenancy;

public sealed class ImpersonationTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task An_operator_acts_as_a_person_openly_within_bounds_and_until_it_ends()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var ada = (await owner.Got("/api/me")).GetProperty("userId").GetString();
        var path = $"/api/tenants/demo/users/{ada}/impersonation";
        Assert.Equal(ErrorCodes.Forbidden, await owner.PostAsJsonAsync(path, new { reason = "Because" }).Refused());
        var issued = await otto.Posted(path, new { reason = "Ticket 4711", minutes = 10 });
        using var acting = app.Client(issued.GetProperty("secret").GetString());

        var me = await acting.Got("/api/me");
        Assert.Equal((ada, (await otto.Got("/api/me")).GetProperty("userId").GetString()), (me.GetProperty("userId").GetString(), me.GetProperty("impersonator").GetString()));
        await acting.Got("/api/goals");
        Assert.Contains("Ticket 4711", (await owner.Got("/api/keys")).ToString());
        Assert.Contains("impersonate_user", (await owner.Got("/api/audit")).ToString());

        Assert.NotEqual(HttpStatusCode.OK, (await acting.PostAsJsonAsync("/api/keys", new { name = "Mine", scopes = new[] { "profile" } })).StatusCode);
        Assert.NotEqual(HttpStatusCode.OK, (await acting.PostAsJsonAsync("/api/invitations", new { email = People.Address() })).StatusCode);
        Assert.Equal(ErrorCodes.Forbidden, await owner.PatchAsJsonAsync($"/api/keys/{issued.GetProperty("key").GetProperty("id").GetString()}", new { clearExpiry = true }).Refused());

        await otto.DeleteAsync(path);
        Assert.Contains("end_impersonation", (await owner.Got("/api/audit")).ToString());
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await acting.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task It_ends_by_itself_and_nobody_acts_as_an_operator()
    {
        using var owner = app.SignedIn();
        using var otto = app.Operator();
        var id = await app.Member(owner, People.Address());
        using var acting = app.Client((await otto.Posted($"/api/tenants/demo/users/{id}/impersonation", new { reason = "Ticket", minutes = 1 })).GetProperty("secret").GetString());
        await acting.Got("/api/me");
        app.Time.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await acting.GetAsync("/api/me")).StatusCode);
        app.Time.Reset();

        var self = (await otto.Got("/api/me")).GetProperty("userId").GetString();
        Assert.Equal(ErrorCodes.NotFound, await otto.PostAsJsonAsync($"/api/tenants/platform/users/{self}/impersonation", new { reason = "Ticket" }).Refused());
    }
}
