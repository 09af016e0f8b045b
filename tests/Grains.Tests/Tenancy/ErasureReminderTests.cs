using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Grains.Tests.Identity;

namespace Actors.Grains.Tests.Tenancy;

/// <summary>A tenant is erased when its time has come, by itself, whatever restarted in between.</summary>
public sealed class ErasureReminderTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task A_tenant_is_erased_by_its_reminder_after_a_restart()
    {
        using var _ = Caller.Platform("test").Enter();
        var person = await host.Person(tenant: "leaving");
        var at = host.Time.GetUtcNow().AddSeconds(3);
        await host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("leaving")).DeleteAt(at, default);
        await host.Grains.GetGrain<ITenantErasureGrain>(GrainKeys.Tenant("leaving")).Schedule(at, default);
        await host.Restart();

        while (await host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("leaving")).Get(default) is not { Status: TenantStatus.Deleted }) await Task.Delay(100);
        Assert.Equal("0", await host.Execute($"SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString = '{person.Key()}'"));
        while (await host.Execute("SELECT count(*) FROM OrleansRemindersTable WHERE ReminderName = 'erase'") != "0") await Task.Delay(100);
    }
}
