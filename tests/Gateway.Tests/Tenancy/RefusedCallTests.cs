using System.Net;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Quotas;
using Actors.Gateway.Tests.Mcp;
using Actors.Gateway.Tests.Rest;

namespace Actors.Gateway.Tests.Tenancy;

/// <summary>What a gateway refuses before a grain hears of it is in the audit all the same.</summary>
public sealed class RefusedCallTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_missing_scope_a_foreign_route_and_a_quota_that_is_used_up_are_in_the_tenants_audit()
    {
        using var owner = app.SignedIn();
        using var limited = app.Client(await app.KeyWith(Scopes.Profile));
        Assert.Equal(HttpStatusCode.Forbidden, (await limited.GetAsync("/api/goals")).StatusCode);
        Assert.Equal(403, (await McpPost.OfModernCall("set_goal").To(limited)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.GetAsync("/api/tenants")).StatusCode);
        Assert.Equal([("list_tenants", "forbidden"), ("set_goal", "insufficient_scope"), ("list_goals", "insufficient_scope")], await Refusals(owner));

        using (Caller.Platform("test").Enter()) await app.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant("demo")).SetTier("tiny", default);
        while ((await owner.GetAsync("/api/me")).StatusCode != HttpStatusCode.TooManyRequests) await Task.Delay(50);
        for (var i = 0; i < 50; i++) await limited.GetAsync("/api/me");
        using (Caller.Platform("test").Enter()) await app.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant("demo")).SetTier("enterprise", default);
        while ((await owner.GetAsync("/api/me")).StatusCode != HttpStatusCode.OK) await Task.Delay(50);
        var overQuota = (await Refusals(owner)).Where(one => one == ("whoami", "rate_limited"));
        Assert.InRange(overQuota.Count(), 1, 4);
    }

    private static async Task<(string?, string?)[]> Refusals(HttpClient owner) =>
    [
        .. (await owner.Got("/api/audit")).GetProperty("entries").EnumerateArray().Where(entry => entry.GetProperty("step").GetInt32() == 2)
            .Select(entry => (entry.GetProperty("tool").GetString(), entry.GetProperty("outcome").GetString())),
    ];
}
