using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Grains.Tests.OAuth;

public sealed class UserCodeTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task A_restart_gives_no_new_tries_at_the_codes_of_devices()
    {
        using var _ = Caller.Platform("test").Enter();
        for (var tries = 0; tries < 10; tries++) Assert.True(await MayTry());
        Assert.False(await MayTry());

        await host.Restart();
        Assert.False(await MayTry());
        host.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.True(await MayTry());
        host.Time.Reset();
    }

    private Task<bool> MayTry() => host.Grains.GetGrain<IApplicationsGrain>(GrainKeys.User("acme", "guesser")).MayTryCode(CancellationToken.None);
}
