using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Grains.Tests.Identity;

namespace Actors.Grains.Tests.Storage;

/// <summary>What callers of grains are told when Postgres does not do its part, whichever runtime is in between.</summary>
public sealed class RefusalTests(ActorHost host) : IClassFixture<ActorHost>
{
    private static readonly CreateTenant Request = new() { Name = "Acme" };

    [Fact]
    public async Task A_state_that_cannot_be_written_is_told_in_our_words_and_the_grain_still_has_what_is_stored()
    {
        using var platform = Caller.Platform("test").Enter();
        var tenant = host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("writes"));
        Assert.Null(await tenant.Get(default));

        await host.Execute("ALTER TABLE OrleansStorage ADD CONSTRAINT full_disk CHECK (GrainTypeString <> 'tenant') NOT VALID");
        await IsUnavailable(() => tenant.Create(Request, default));
        Assert.Null(await tenant.Get(default));
        await host.Execute("ALTER TABLE OrleansStorage DROP CONSTRAINT full_disk");

        await tenant.Create(Request, default);
        Assert.Equal("Acme", (await tenant.Get(default))!.Name);
    }

    [Fact]
    public async Task A_grain_whose_state_cannot_be_read_is_told_of_in_our_words_and_starts_once_it_can()
    {
        using var platform = Caller.Platform("test").Enter();
        var person = await host.Person();
        await host.Restart();

        await host.Execute("ALTER TABLE OrleansStorage RENAME TO OrleansStorageAway");
        await IsUnavailable(() => host.User(person).Get(default));
        await host.Execute("ALTER TABLE OrleansStorageAway RENAME TO OrleansStorage");

        Assert.Equal("Ada", (await host.User(person).Get(default))!.Name);
    }

    private static async Task IsUnavailable(Func<Task> call) =>
        Assert.Equal(ErrorCodes.Unavailable, (await Assert.ThrowsAsync<ActorException>(call)).Error.Code);
}
