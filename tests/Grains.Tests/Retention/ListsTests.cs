using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Retention;
using Actors.Contracts.Tenancy;
using Actors.Grains.Tests.Identity;

namespace Actors.Grains.Tests.Retention;

/// <summary>A database from before tenants, people and keys were listed gets its lists in the first pass.</summary>
public sealed class ListsTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task Tenants_people_and_keys_are_listed_in_the_first_pass_and_a_revoked_key_is_not()
    {
        using var _ = Caller.Platform("test").Enter();
        var person = await host.Person();
        var keys = host.Grains.GetGrain<IApiKeysGrain>(person.Key());
        var (alive, dead) = (await keys.Create(Reading, default), await keys.Create(Reading, default));
        await keys.Revoke(new() { KeyId = dead.Key.Id }, default);
        await host.Execute("DELETE FROM OrleansStorage WHERE GrainTypeString IN ('people', 'api_keys', 'tenants', 'retention')");
        await host.Restart();

        while (!await host.Grains.GetGrain<IRetentionGrain>(GrainKeys.Operations).Step(default)) await Task.Yield();
        Assert.Equal(person.User, Assert.Single((await host.Grains.GetGrain<IPeopleGrain>(GrainKeys.Tenant("acme")).List(new(), default)).Users).Id);
        Assert.Equal(alive.Key.Id, Assert.Single((await host.Grains.GetGrain<IApiKeysGrain>(person.Key()).List(default)).Keys).Id);
        Assert.Equal("acme", Assert.Single((await host.Grains.GetGrain<ITenantsGrain>(GrainKeys.Operations).List(new(), default)).Tenants).Id);
    }

    private static readonly IssueApiKey Reading = new() { Name = "Key", Scopes = [Scopes.FitnessRead] };
}
