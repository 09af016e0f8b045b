using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.Identity;

public sealed class UserTests(ActorHost host) : IClassFixture<ActorHost>
{
    [Fact]
    public async Task A_user_learns_who_they_are_and_nothing_else()
    {
        UserRef person;
        using (Caller.Platform("test").Enter()) person = await host.Person("ada@acme.example");
        using var user = new Caller { Tenant = "acme", User = person.User, Client = "cl_1", Scopes = new[] { Scopes.Profile }, CorrelationId = "test" }.Enter();

        var me = await host.User(person).WhoAmI(CancellationToken.None);
        Assert.Equal(("acme", "Acme", person.User, "Ada", "ada@acme.example", "cl_1"), (me.TenantId, me.TenantName, me.UserId, me.Name, me.Email, me.Client));
        Assert.Equal([Scopes.Profile], me.Scopes);

        await NotFound(() => host.User(person).CheckPassword(SeededTenant.Password, CancellationToken.None));
        await NotFound(() => host.User(person).SetStatus(UserStatus.Suspended, CancellationToken.None));
        await NotFound(() => host.Email("ada@acme.example").Try(SeededTenant.Password));
        await NotFound(() => host.Grains.GetGrain<IUserGrain>(GrainKeys.User("other", person.User)).WhoAmI(CancellationToken.None));
    }

    private static async Task NotFound(Func<Task> act) =>
        Assert.Equal(ErrorCodes.NotFound, (await Assert.ThrowsAsync<ActorException>(act)).Error.Code);
}
