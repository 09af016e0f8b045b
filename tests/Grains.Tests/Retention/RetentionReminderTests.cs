using Actors.Contracts;
using Actors.Contracts.OAuth;
using Actors.Contracts.Retention;
using Actors.Grains.Tests.OAuth;

namespace Actors.Grains.Tests.Retention;

/// <summary>Passes are made by themselves. On a host of its own: the reminder would step in where other tests step.</summary>
public sealed class RetentionReminderTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task A_reminder_is_set_once_and_makes_a_whole_pass()
    {
        using var _ = Caller.Platform("test").Enter();
        var retention = host.Grains.GetGrain<IRetentionGrain>(GrainKeys.Operations);
        await retention.Start(default);
        await retention.Start(default);
        Assert.Equal("1", await host.Execute("SELECT count(*) FROM OrleansRemindersTable WHERE ReminderName = 'pass'"));

        var (family, _) = await host.Family();
        host.Time.Advance(TimeSpan.FromDays(31));
        await host.Grains.GetGrain<IRemindable>(retention.GetGrainId()).ReceiveReminder("pass", default);
        while (await host.Execute($"SELECT PayloadBinary IS NULL FROM OrleansStorage WHERE GrainTypeString = 'token_family' AND GrainIdExtensionString = '{family}'") != "True")
            await Task.Delay(50);
    }
}
