using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Identity;

namespace Actors.Grains.Tests.Identity;

public sealed class EmailTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private readonly Caller.Entered platform = Caller.Platform("test").Enter();

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task An_address_belongs_to_one_person_on_the_whole_platform()
    {
        await host.Person("ada@acme.example");
        await host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("other")).Create(new CreateTenant { Name = "Other" }, CancellationToken.None);
        await Fails(ErrorCodes.Conflict, () => host.Register("Ada@Acme.Example", "other"));
    }

    [Fact]
    public async Task A_registration_that_a_crash_cut_short_can_be_finished_and_a_repeat_changes_nothing()
    {
        var person = await host.Person("half@acme.example");
        await host.Execute($"DELETE FROM OrleansStorage WHERE GrainTypeString = 'user' AND GrainIdExtensionString = '{person.Key()}'");
        await host.Restart();
        Assert.Null(await host.User(person).Get(CancellationToken.None));

        Assert.Equal(person, await host.Register("half@acme.example"));
        Assert.Equal(person, await host.Register("half@acme.example", password: "another password"));
        Assert.Equal(person, (await host.Email("half@acme.example").Try(SeededTenant.Password)).User);
    }

    [Fact]
    public async Task A_registration_that_cannot_be_is_refused_and_claims_nothing()
    {
        await Fails(ErrorCodes.NotFound, () => host.Register("new@acme.example", "nowhere"));
        await host.Person();
        await Fails(ErrorCodes.InvalidArgument, () => host.Register("new@acme.example", password: "short"));
        await host.Register("new@acme.example");
    }

    [Fact]
    public async Task Failures_are_counted_across_restarts_and_forgotten_after_success()
    {
        var person = await host.Person("counted@acme.example");
        var email = host.Email("counted@acme.example");
        for (var i = 0; i < SignInThrottle.Free; i++) Assert.Equal(0, (await email.Try("wrong")).RetryAfter);
        await host.Restart();
        email = host.Email("counted@acme.example");
        Assert.Equal(2, (await email.Try("wrong")).RetryAfter);
        Assert.Null((await email.Try(SeededTenant.Password)).User);

        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(person, (await email.Try(SeededTenant.Password)).User);
        Assert.Equal(0, (await email.Try("wrong")).RetryAfter);
    }

    [Fact]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour()
    {
        Assert.Equal([0, 0, 0, 0, 2, 4, 8], Enumerable.Range(1, 7).Select(n => SignInThrottle.DelayAfter(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(15), SignInThrottle.DelayAfter(1000));
    }

    [Fact]
    public async Task Guessing_from_elsewhere_locks_nobody_out_of_where_they_usually_are()
    {
        const string Home = "192.0.2.1", Elsewhere = "203.0.113.9";
        var person = await host.Person("guessed@acme.example");
        var email = host.Email("guessed@acme.example");
        Assert.Equal(person, (await email.Try(SeededTenant.Password, Home)).User);

        for (var i = 0; i < SignInThrottle.FreeInAll; i++) Assert.Equal(0, (await email.Try("wrong", $"203.0.113.{i / SignInThrottle.Free}")).RetryAfter);
        Assert.Equal(2, (await email.Try("wrong", Elsewhere)).RetryAfter);
        Assert.Equal(person, (await email.Try(SeededTenant.Password, Home)).User);
        Assert.Equal(person, (await email.Try(SeededTenant.Password, Elsewhere)).User);
    }

    [Fact]
    public void Strange_networks_without_end_drive_out_neither_the_known_ones_nor_each_others_count()
    {
        var now = DateTimeOffset.UnixEpoch;
        var state = SignInThrottle.Succeeded(new EmailState(), "home");
        for (var i = 0; i < 1000; i++) state = SignInThrottle.Failed(state, $"strange {i}", now);
        Assert.Equal(9, state.Networks.Count);
        Assert.Equal(TimeSpan.Zero, SignInThrottle.Wait(state, "home", now));
        Assert.Equal(TimeSpan.FromMinutes(15), SignInThrottle.Wait(state, "strange 0", now));
    }

    [Fact]
    public async Task A_suspended_person_can_neither_sign_in_nor_use_a_session()
    {
        var person = await host.Person("suspended@acme.example");
        var session = host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.New())));
        await session.Open(person, CancellationToken.None);
        await host.User(person).SetStatus(UserStatus.Suspended, CancellationToken.None);
        Assert.Null((await host.Email("suspended@acme.example").Try(SeededTenant.Password)).User);
        Assert.Null(await session.Get(CancellationToken.None));
    }

    [Fact]
    public async Task Nobody_of_a_suspended_tenant_can_act_until_it_is_reinstated()
    {
        var (person, tenant) = (await host.Person("tenant@asleep.example", "asleep"), host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant("asleep")));
        var session = host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.New())));
        await session.Open(person, CancellationToken.None);
        var key = host.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.NewApiKey())));
        await key.Create(new CreateApiKey { Name = "Key", User = person, Scopes = Scopes.Basic }, CancellationToken.None);
        async Task<bool[]> MayAct() =>
        [
            await host.User(person).IsActive(CancellationToken.None),
            await session.Get(CancellationToken.None) is not null,
            await key.Use(new UseApiKey { Address = "192.0.2.1" }, CancellationToken.None) is not null,
            (await host.Email("tenant@asleep.example").Try(SeededTenant.Password)).User is not null,
        ];
        Assert.All(await MayAct(), Assert.True);

        await tenant.SetStatus(TenantStatus.Suspended, CancellationToken.None);
        await Task.Delay(1100);
        Assert.All(await MayAct(), Assert.False);

        await tenant.SetStatus(TenantStatus.Active, CancellationToken.None);
        await Task.Delay(1100);
        Assert.All(await MayAct(), Assert.True);
    }

    [Fact]
    public async Task Operators_belong_to_the_platform_and_nobody_else_does()
    {
        await host.Person();
        Task Register(string tenant, Role role) => host.Email("otto@operator.example").Register(
            new RegisterUser { Tenant = tenant, Name = "Otto", Email = "otto@operator.example", Password = SeededTenant.Password, Role = role }, CancellationToken.None);
        await Fails(ErrorCodes.InvalidArgument, () => Register("acme", Role.Operator));
        await Fails(ErrorCodes.InvalidArgument, () => Register(GrainKeys.Platform, Role.Owner));

        await Register(GrainKeys.Platform, Role.Operator);
        var otto = (await host.Email("otto@operator.example").Try(SeededTenant.Password)).User!;
        Assert.Equal(Role.Operator, (await host.User(otto).Standing(CancellationToken.None))!.Role);
    }

    private static async Task Fails(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<ActorException>(act)).Error.Code);
}
