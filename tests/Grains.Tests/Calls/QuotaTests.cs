using Actors.Contracts;
using Actors.Contracts.Quotas;

namespace Actors.Grains.Tests.Calls;

/// <summary>One grain counts a tenant's calls: the limit is the same number for any number of gateways, and survives them.</summary>
public sealed class QuotaTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}"[..12];

    [Fact]
    public async Task Many_gateways_together_are_given_exactly_the_limit()
    {
        await In("trial", quota => quota.Get(default));
        var minutes = 0;
        for (var used = 0L; used < 1_000; minutes++)
        {
            var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => In(quota => quota.Lease(new() { Needed = 1, Wanted = 7, Returned = 0 }, default)))));
            used += leases.Sum(lease => lease.Granted);
            Assert.Equal(used, (await In(quota => quota.Get(default))).Used);
            if (leases.Any(lease => lease.Granted == 0)) host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(minutes, 1_000 / 60, int.MaxValue);
        host.Time.Advance(TimeSpan.FromMinutes(1));
        var refused = await In(quota => quota.Lease(new() { Needed = 1, Wanted = 1, Returned = 0 }, default));
        Assert.Equal((0, 1_000, 0, "The calls of this month are used up."), (refused.Granted, refused.Limit, refused.Remaining, refused.Refusal));
        Assert.Equal(0, (await In(quota => quota.Get(default))).Remaining);
    }

    [Fact]
    public async Task What_comes_back_counts_no_more_and_the_count_outlives_a_restart()
    {
        var lease = await In("starter", quota => quota.Lease(new() { Needed = 1, Wanted = 25, Returned = 0 }, default));
        Assert.Equal(25, lease.Granted);
        await In(quota => quota.Lease(new() { Needed = 0, Wanted = 0, Returned = 20 }, default));
        await host.Restart();
        var status = await In(quota => quota.Get(default));
        Assert.Equal(("starter", 5, 9_995), (status.Tier, status.Used, status.Remaining));
    }

    [Fact]
    public async Task A_count_is_durable_before_it_is_given_out()
    {
        await In("starter", quota => quota.Lease(new() { Needed = 1, Wanted = 50, Returned = 0 }, default));
        var stored = await host.Execute($"""
            SELECT (convert_from(PayloadBinary, 'UTF8')::json->>'reserved')::bigint BETWEEN 50 AND 150
            FROM OrleansStorage WHERE GrainTypeString = 'quota' AND GrainIdExtensionString = '{tenant}/tenant'
            """);
        Assert.Equal("True", stored);
    }

    [Fact]
    public async Task A_new_month_begins_at_nothing_and_a_trial_ends()
    {
        await In("trial", quota => quota.Lease(new() { Needed = 1, Wanted = 50, Returned = 0 }, default));
        host.Time.Advance(TimeSpan.FromDays(15));
        Assert.Equal("The time of the tier trial is over. Ask for another one.", (await In(quota => quota.Lease(new() { Needed = 1, Wanted = 1, Returned = 0 }, default))).Refusal);
        await In("starter", quota => quota.Get(default));
        host.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, (await In(quota => quota.Lease(new() { Needed = 1, Wanted = 1, Returned = 0 }, default))).Granted);
        Assert.Equal(1, (await In(quota => quota.Get(default))).Used);
    }

    [Fact]
    public async Task There_is_no_tier_that_the_settings_do_not_know() =>
        Assert.Equal(ErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<ActorException>(() => In("golden", quota => quota.Get(default)))).Error.Code);

    private async Task<T> In<T>(string tier, Func<IQuotaGrain, Task<T>> call)
    {
        await In(quota => quota.SetTier(tier, default));
        return await In(call);
    }

    private async Task<T> In<T>(Func<IQuotaGrain, Task<T>> call)
    {
        using var _ = Caller.Platform("test").Enter();
        return await call(host.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(tenant)));
    }
}
