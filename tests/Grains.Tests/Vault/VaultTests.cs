using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Secrets;
using Actors.Contracts.Vault;
using Actors.Grains.Tests.Identity;
using Actors.Grains.Tests.OAuth;
using Actors.Grains.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Vault;

public sealed class VaultTests(ActorHost host) : IClassFixture<ActorHost>
{
    private const string Secret = "Tr0ub4dor-and-3";
    private const string RefreshToken = "r3fr3sh-m3-gently";

    private CredentialReader Reader => host.Services.GetRequiredService<CredentialReader>();

    [Fact]
    public async Task A_credential_comes_back_to_its_person_as_what_is_known_of_it_and_in_the_clear_only_to_the_platform()
    {
        var person = await Person();
        var stored = await As(person, vault => vault.Put(Strava, default));
        Assert.Equal(("strava", "default", true), (stored.Provider, stored.Name, stored.HasRefreshToken));
        Assert.Equal(stored, Assert.Single((await As(person, vault => vault.List(default))).Credentials));
        Assert.DoesNotContain(Secret, Strava.ToString());

        var row = await host.Stored("vault", person.Key());
        Assert.DoesNotContain(Secret, row);
        Assert.DoesNotContain(RefreshToken, row);

        await host.Restart();
        var open = (await Reader.Open(person, "strava", default))!;
        Assert.Equal((Secret, RefreshToken), (open.Secret, open.RefreshToken));
        Assert.DoesNotContain(Secret, open.ToString());
        Assert.NotNull(Assert.Single((await As(person, vault => vault.List(default))).Credentials).UsedAt);
        Assert.Null(await Reader.Open(person, "garmin", default));
    }

    [Fact]
    public async Task One_of_the_same_provider_and_name_is_replaced_others_are_listed_by_name_and_a_deleted_one_is_gone()
    {
        var person = await Person();
        await As(person, vault => vault.Put(Strava, default));
        await As(person, vault => vault.Put(Strava with { Name = "club" }, default));
        await As(person, vault => vault.Put(Strava with { Secret = "new", RefreshToken = null }, default));
        Assert.Equal(["club", "default"], (await As(person, vault => vault.List(default))).Credentials.Select(one => one.Name));
        Assert.Equal(("new", null), ((await Reader.Open(person, "strava", default))!.Secret, (await Reader.Open(person, "strava", default))!.RefreshToken));

        await As(person, vault => vault.Delete(new() { Provider = "strava" }, default));
        Assert.Null(await Reader.Open(person, "strava", default));
        Assert.Equal(ErrorCodes.NotFound, await Refused(person, vault => vault.Delete(new() { Provider = "strava" }, default)));
        Assert.Equal(Secret, (await Reader.Open(person, "strava", default, "club"))!.Secret);
    }

    [Fact]
    public async Task A_row_that_is_moved_to_another_person_or_a_seal_to_another_credential_opens_nothing()
    {
        var (ada, eve) = (await Person(), await Person());
        await As(ada, vault => vault.Put(Strava, default));
        await As(ada, vault => vault.Put(Strava with { Name = "club", Secret = "other" }, default));
        await As(eve, vault => vault.Put(Strava with { Secret = "mine" }, default));
        await host.Execute($"UPDATE OrleansStorage SET PayloadBinary = (SELECT PayloadBinary FROM OrleansStorage WHERE GrainTypeString = 'vault' AND GrainIdExtensionString = '{ada.Key()}') WHERE GrainTypeString = 'vault' AND GrainIdExtensionString = '{eve.Key()}'");
        await host.Execute($"UPDATE OrleansStorage SET PayloadBinary = convert_to(replace(convert_from(PayloadBinary, 'UTF8'), '\"name\":\"club\"', '\"name\":\"cave\"'), 'UTF8') WHERE GrainTypeString = 'vault' AND GrainIdExtensionString = '{ada.Key()}'");
        await host.Restart();

        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Reader.Open(eve, "strava", default));
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Reader.Open(ada, "strava", default, "cave"));
        Assert.Equal(Secret, (await Reader.Open(ada, "strava", default))!.Secret);
    }

    [Fact]
    public async Task Credentials_move_to_a_new_data_key_and_are_lost_with_the_tenants_keys()
    {
        var person = await Person("movers");
        await As(person, vault => vault.Put(Strava, default));
        using var platform = Caller.Platform("test").Enter();
        var keys = host.Grains.GetGrain<IDataKeysGrain>(GrainKeys.Tenant("movers"));
        var rotation = await host.Grains.GetGrain<IDataKeyRotationGrain>(GrainKeys.Tenant("movers")).Rotate(default);
        var row = await host.Stored("vault", person.Key());
        Assert.Contains($"v2.{rotation.Keys[0].Id}.", row);
        Assert.DoesNotContain($"v2.{rotation.Keys[1].Id}.", row);
        Assert.Equal((Secret, RefreshToken), ((await Reader.Open(person, "strava", default))!.Secret, (await Reader.Open(person, "strava", default))!.RefreshToken));

        await keys.Destroy(default);
        await Assert.ThrowsAnyAsync<InvalidOperationException>(() => Reader.Open(person, "strava", default));
    }

    [Fact]
    public async Task The_grain_itself_refuses_what_does_not_fit_and_more_than_a_hundred()
    {
        var person = await Person();
        foreach (var unfit in (PutCredential[])[Strava with { Provider = "Strava" }, Strava with { Name = "a b" }, Strava with { Secret = "" }, Strava with { Secret = new('x', 8193) }])
            Assert.Equal(ErrorCodes.InvalidArgument, await Refused(person, vault => vault.Put(unfit, default)));
        for (var i = 0; i < 100; i++) await As(person, vault => vault.Put(Strava with { Name = $"n{i}" }, default));
        Assert.Equal(ErrorCodes.LimitReached, await Refused(person, vault => vault.Put(Strava, default)));
        await As(person, vault => vault.Put(Strava with { Name = "n7" }, default));
    }

    private static PutCredential Strava => new() { Provider = "strava", Secret = Secret, RefreshToken = RefreshToken };

    private async Task<UserRef> Person(string tenant = "acme")
    {
        using var platform = Caller.Platform("test").Enter();
        return await host.Person(tenant: tenant);
    }

    private async Task<T> As<T>(UserRef person, Func<IVaultGrain, Task<T>> call)
    {
        using var _ = new Caller { Tenant = person.Tenant, User = person.User, Client = "test", Scopes = [Scopes.VaultWrite], CorrelationId = "test" }.Enter();
        return await call(host.Grains.GetGrain<IVaultGrain>(person.Key()));
    }

    private async Task<string> Refused<T>(UserRef person, Func<IVaultGrain, Task<T>> call) =>
        (await Assert.ThrowsAsync<ActorException>(() => As(person, call))).Error.Code;
}
