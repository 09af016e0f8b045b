using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.A2A.Remote;

/// <summary>Trouble elsewhere is borne for two minutes, and not longer.</summary>
public sealed class RemoteAgentTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}";

    [Fact]
    public async Task An_agent_that_is_away_is_asked_again_for_two_minutes_and_then_the_task_fails()
    {
        await using var elsewhere = await Elsewhere.Start();
        elsewhere.Pages["/card"] = $$"""{"name":"Away","supportedInterfaces":[{"url":"{{elsewhere.Url()}}","protocolBinding":"HTTP+JSON","protocolVersion":"1.0"}]}""";
        elsewhere.Pages["/message:send"] = """{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}""";
        using var _ = new Caller { Tenant = tenant, User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [Scopes.AgentsWrite, Scopes.AgentsRead, Scopes.TenantAdmin] }.Enter();
        await host.Grains.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant(tenant)).Add(new() { Name = "away", CardUrl = elsewhere.Url("/card") }, default);
        var task = host.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, "ada", "t1"));
        await task.Send(new() { Agent = "remote", Message = new() { MessageId = "m", Parts = [Part.OfText("Hello")] }, ReturnImmediately = true }, default);

        while (Polls(elsewhere) < 2) await Task.Delay(20);
        Assert.Equal(AgentTaskState.Working, (await task.Get(new(), default)).Status.State);
        host.Time.Advance(TimeSpan.FromSeconds(86));
        var polls = Polls(elsewhere);
        var failed = await task.Get(new() { WhenSettled = true }, default);
        host.Time.Reset();
        Assert.Equal(AgentTaskState.Failed, failed.Status.State);
        Assert.Contains("not known", failed.Status.Message!.Parts[0].Text);
        Assert.InRange(Polls(elsewhere) - polls, 0, 1); // one that was waited for already
    }

    private static int Polls(Elsewhere elsewhere) => elsewhere.Asked.Count(path => path == "/tasks/t");
}
