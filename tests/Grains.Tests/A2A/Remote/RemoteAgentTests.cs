using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.A2A.Remote;

/// <summary>Trouble elsewhere is borne for two minutes, and not longer.</summary>
public sealed class RemoteAgentTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}";

    private IAgentTaskGrain Task => host.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, "ada", "t1"));

    [Fact]
    public async Task An_agent_that_is_away_is_asked_again_for_two_minutes_and_then_the_task_fails()
    {
        await using var elsewhere = await Elsewhere.Start();
        using var _ = Ada.Enter();
        await Hand(elsewhere, streams: false);
        while (Polls(elsewhere) < 2) await System.Threading.Tasks.Task.Delay(20);
        Assert.Equal(AgentTaskState.Working, (await Task.Get(new(), default)).Status.State);
        host.Time.Advance(TimeSpan.FromSeconds(86));
        var polls = Polls(elsewhere);
        var failed = await Task.Get(new() { WhenSettled = true }, default);
        host.Time.Reset();
        Assert.Equal(AgentTaskState.Failed, failed.Status.State);
        Assert.Contains("not known", failed.Status.Message!.Parts[0].Text);
        Assert.InRange(Polls(elsewhere) - polls, 0, 1); // one that was waited for already
    }

    [Fact]
    public async Task What_a_stream_missed_or_said_wrong_comes_with_the_task_as_a_whole_and_nothing_comes_twice()
    {
        await using var elsewhere = await Elsewhere.Start();
        elsewhere.Pages["/tasks/t:subscribe"] = """
            data: {"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"},"artifacts":[{"artifactId":"c","parts":[{"text":"zero"}]}]}}

            : alive

            data: {"artifactUpdate":{"artifact":{"artifactId":"a",
            data: "parts":[{"text":"one"}]}}}

            data: {


            """;
        elsewhere.Pages["/tasks/t"] = """
            {"id":"t","status":{"state":"TASK_STATE_COMPLETED"},"artifacts":[{"artifactId":"c","parts":[{"text":"zero"}]},
             {"artifactId":"a","parts":[{"text":"one"},{"text":"two"}]},{"artifactId":"b","parts":[{"text":"three"}]}]}
            """;
        using var _ = Ada.Enter();
        var begun = await Hand(elsewhere, streams: true);
        var heard = await Task.Follow(new() { After = begun.Generation }, default).ToListAsync();
        Assert.Equal(["c zero", "a one", "a one two", "b three"], heard.Where(update => update.Artifact is not null).Select(update => $"{update.Artifact!.ArtifactId} {string.Join(' ', update.Artifact.Parts.Select(part => part.Text))}"));
        Assert.Equal(["zero", "one two", "three"], (await Task.Get(new(), default)).Artifacts.Select(artifact => string.Join(' ', artifact.Parts.Select(part => part.Text))));
    }

    private Caller Ada => new() { Tenant = tenant, User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [Scopes.AgentsWrite, Scopes.AgentsRead, Scopes.TenantAdmin] };

    /// <summary>Hands a task to an agent that takes it, and works on it.</summary>
    private async Task<AgentTask> Hand(Elsewhere elsewhere, bool streams)
    {
        elsewhere.Pages["/card"] = $$"""
            {"name":"Else","supportedInterfaces":[{"url":"{{elsewhere.Url()}}","protocolBinding":"HTTP+JSON","protocolVersion":"1.0"}],"capabilities":{"streaming":{{(streams ? "true" : "false")}} } }
            """;
        elsewhere.Pages["/message:send"] = """{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}""";
        await host.Grains.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant(tenant)).Add(new() { Name = "else", CardUrl = elsewhere.Url("/card") }, default);
        var message = new Message { MessageId = "m", Parts = [Part.OfText("Hello")] };
        return (await Task.Send(new() { Agent = "remote", Message = message, ReturnImmediately = true, Streams = true }, default)).Task!;
    }

    private static int Polls(Elsewhere elsewhere) => elsewhere.Asked.Count(path => path == "/tasks/t");
}
