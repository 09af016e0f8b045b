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
        Assert.Equal(person, (await host.Email("half@acme.example").SignIn(SeededTenant.Password, CancellationToken.None)).User);
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
        for (var i = 0; i < SignInThrottle.Free; i++) Assert.Equal(0, (await email.SignIn("wrong", CancellationToken.None)).RetryAfter);
        await host.Restart();
        email = host.Email("counted@acme.example");
        Assert.Equal(2, (await email.SignIn("wrong", CancellationToken.None)).RetryAfter);
        Assert.Null((await email.SignIn(SeededTenant.Password, CancellationToken.None)).User);

        host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(person, (await email.SignIn(SeededTenant.Password, CancellationToken.None)).User);
        Assert.Equal(0, (await email.SignIn("wrong", CancellationToken.None)).RetryAfter);
    }

    [Fact]
    public void The_wait_doubles_up_to_a_quarter_of_an_hour()
    {
        Assert.Equal([0, 0, 0, 0, 2, 4, 8], Enumerable.Range(1, 7).Select(n => SignInThrottle.DelayAfter(n).TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(15), SignInThrottle.DelayAfter(1000));
    }

    [Fact]
    public async Task A_suspended_person_can_neither_sign_in_nor_use_a_session()
    {
        var person = await host.Person("suspended@acme.example");
        var session = host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.Digest(SecretText.New())));
        await session.Open(person, CancellationToken.None);
        await host.User(person).SetStatus(UserStatus.Suspended, CancellationToken.None);
        Assert.Null((await host.Email("suspended@acme.example").SignIn(SeededTenant.Password, CancellationToken.None)).User);
        Assert.Null(await session.Get(CancellationToken.None));
    }

    private static async Task Fails(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<ActorException>(act)).Error.Code);
}
