using Actors.Contracts;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.Tools;
using Actors.Contracts.Retention;

namespace Actors.Grains.Tests.Identity;

/// <summary>Who is removed from a tenant can do nothing there from then on, and what was theirs goes after a while.</summary>
public sealed class RemovalTests(ActorHost host) : IClassFixture<ActorHost>, IDisposable
{
    private readonly Caller.Entered platform = Caller.Platform("test").Enter();
    private readonly string tenant = $"t{Guid.NewGuid():n}"[..12];

    private IPeopleGrain People => host.Grains.GetGrain<IPeopleGrain>(GrainKeys.Tenant(tenant));

    public void Dispose() => platform.Dispose();

    [Fact]
    public async Task Sessions_keys_and_the_address_end_at_once_and_the_data_after_thirty_days()
    {
        var (email, keeper) = ($"{SecretText.NewId()}@acme.example", await host.Person(tenant: tenant));
        var person = await host.Register(email, tenant);
        var key = await host.Grains.GetGrain<IApiKeysGrain>(person.Key()).Create(new() { Name = "Key", Scopes = [Scopes.FitnessRead] }, default);
        var session = host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.NewId()));
        await session.Open(person, default);
        await host.Grains.GetGrain<IGoalsGrain>(person.Key()).Set(new() { Type = "reading", Target = 12, Unit = "books" }, default);

        await People.Remove(new() { UserId = person.User }, ClientAnswers.None, default);
        Assert.False(await host.User(person).IsActive(default));
        Assert.Null(await host.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(key.Secret))).Resolve(default));
        Assert.Null(await session.Get(default));
        Assert.False(await host.Email(email).IsTaken(default));
        Assert.Equal(keeper.User, Assert.Single((await People.List(new(), default)).Users).Id);
        Assert.Equal(ErrorCodes.NotFound, await Code(() => People.Activate(new() { UserId = person.User }, default)));
        Assert.NotEqual(person, await host.Register(email, tenant));

        host.Time.Advance(TimeSpan.FromDays(29));
        await Pass();
        Assert.NotEqual("0", await Rows(person));
        host.Time.Advance(TimeSpan.FromDays(2));
        await Pass();
        Assert.Equal("0", await Rows(person));
        Assert.NotEqual("0", await Rows(keeper));
    }

    [Fact]
    public async Task The_last_owner_oneself_and_an_owner_by_an_admin_are_not_removed()
    {
        var owner = await host.Person(tenant: tenant);
        await People.Update(new() { UserId = owner.User, Role = Role.Owner }, default);
        Assert.Equal(ErrorCodes.Conflict, await Code(() => People.Remove(new() { UserId = owner.User }, ClientAnswers.None, default)));
        var admin = await host.Person(tenant: tenant);
        using (Someone(admin.User, Role.Admin).Enter())
        {
            Assert.Equal(ErrorCodes.Conflict, await Code(() => People.Remove(new() { UserId = admin.User }, ClientAnswers.None, default)));
            Assert.Equal(ErrorCodes.Forbidden, await Code(() => People.Remove(new() { UserId = owner.User }, ClientAnswers.None, default)));
        }

        using (Someone(owner.User, Role.Owner).Enter()) await People.Remove(new() { UserId = admin.User }, ClientAnswers.None, default);
        Assert.True(await host.User(owner).IsActive(default));
    }

    private Caller Someone(string user, Role role) =>
        new() { Tenant = tenant, User = user, Client = "test", Scopes = [Scopes.TenantAdmin], CorrelationId = "test", Role = role };

    private async Task Pass()
    {
        while (!await host.Grains.GetGrain<IRetentionGrain>(GrainKeys.Operations).Step(default)) await Task.Yield();
    }

    private Task<string?> Rows(UserRef person) => host.Execute($"SELECT count(*) FROM OrleansStorage WHERE GrainIdExtensionString = '{person.Key()}'");

    private static async Task<string> Code(Func<Task> call) => (await Assert.ThrowsAsync<ActorException>(call)).Error.Code;
}
