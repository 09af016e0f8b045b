using Actors.Contracts;
using Actors.Contracts.A2A.Directory;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.A2A;

/// <summary>Whoever may read what agents do can find those that there are.</summary>
public sealed class AgentDirectoryTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}";

    [Fact]
    public async Task The_agents_of_this_backend_are_listed_with_what_they_are_for_and_where_their_cards_lie()
    {
        var agents = await List(Scopes.AgentsRead);
        Assert.Equal(agents.Select(agent => agent.Name).Order(StringComparer.Ordinal), agents.Select(agent => agent.Name));
        var echo = Assert.Single(agents, agent => agent.Name == "echo");
        Assert.Equal(("Echo", "Gives back what you send: to try a client, or a connection.", "/a2a/echo/.well-known/agent-card.json", false), (echo.Title, echo.Description, echo.CardUrl, echo.Remote));
    }

    [Fact]
    public async Task Without_the_scope_nobody_is_told_of_them() =>
        Assert.Equal(ErrorCodes.InsufficientScope, (await Assert.ThrowsAsync<ActorException>(() => List(Scopes.TenantRead))).Error.Code);

    private async Task<IReadOnlyList<AgentSummary>> List(string scope)
    {
        using var _ = new Caller { Tenant = tenant, User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [scope] }.Enter();
        return (await host.Grains.GetGrain<IAgentDirectoryGrain>(GrainKeys.Tenant(tenant)).List(default)).Agents;
    }
}
