using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Identity;
using Actors.Contracts.Vault;
using Actors.Grains.Tests.OAuth;

namespace Actors.Grains.Tests.A2A.Remote;

/// <summary>Trouble elsewhere is borne for two minutes, and what never ends not for ever.</summary>
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
            data: {"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"},"artifacts":[{"artifactId":"c","parts":[{"text":"zero"},{"text":""}]}]}}

            : alive

            data: {"artifactUpdate":{"artifact":{"artifactId":"a",
            data: "parts":[{"text":"one"}]}}}

            data: {


            """;
        elsewhere.Pages["/tasks/t"] = """
            {"id":"t","status":{"state":"TASK_STATE_COMPLETED"},"artifacts":[{"artifactId":"c","parts":[{"text":"zero"},{"text":""}]},
             {"artifactId":"a","parts":[{"text":"one"},{"text":"two"}]},{"artifactId":"b","parts":[{"text":"three"}]}]}
            """;
        using var _ = Ada.Enter();
        var begun = await Hand(elsewhere, streams: true);
        var heard = await Task.Follow(new() { After = begun.Generation }, default).ToListAsync();
        Assert.Equal(["c zero ", "a one", "a one two", "b three"], heard.Where(update => update.Artifact is not null).Select(update => $"{update.Artifact!.ArtifactId} {string.Join(' ', update.Artifact.Parts.Select(part => part.Text))}"));
        Assert.Equal(["zero ", "one two", "three"], (await Task.Get(new(), default)).Artifacts.Select(artifact => string.Join(' ', artifact.Parts.Select(part => part.Text))));
    }

    [Fact]
    public async Task A_stream_that_stays_open_while_the_agent_waits_is_not_waited_for()
    {
        await using var elsewhere = await Elsewhere.Start();
        using var _ = Ada.Enter();
        Stream(elsewhere, """{"statusUpdate":{"taskId":"t","status":{"state":"TASK_STATE_AUTH_REQUIRED"}}}""");
        elsewhere.Pages["/tasks/t"] = """{"id":"t","status":{"state":"TASK_STATE_AUTH_REQUIRED"}}""";
        await Hand(elsewhere, streams: true);
        Assert.Equal(AgentTaskState.AuthRequired, (await Settled()).Status.State);
    }

    [Theory]
    [InlineData("time", "was not done after")]
    [InlineData("size", "told more than 16 MiB")]
    public async Task A_stream_that_never_ends_is_given_up_and_the_agent_told_so(string limit, string says)
    {
        await using var elsewhere = await Elsewhere.Start();
        using var _ = Ada.Enter();
        Stream(elsewhere, $$$"""{"artifactUpdate":{"artifact":{"artifactId":"a","parts":[{"text":"{{{new string('x', limit == "size" ? 3_000_000 : 1)}}}"}]} } }""");
        elsewhere.Pages["/tasks/t"] = """{"id":"t","status":{"state":"TASK_STATE_WORKING"}}""";
        await Hand(elsewhere, streams: true);
        while (!elsewhere.Asked.Contains("/tasks/t:subscribe")) await System.Threading.Tasks.Task.Delay(20);
        if (limit == "time") host.Time.Advance(TimeSpan.FromDays(2));
        var failed = await Settled();
        host.Time.Reset();
        Assert.Contains(says, failed.Status.Message!.Parts[0].Text);
        Assert.Contains("/tasks/t:cancel", elsewhere.Asked);
    }

    [Fact]
    public async Task A_stream_that_is_cut_each_time_is_taken_up_after_a_pause()
    {
        await using var elsewhere = await Elsewhere.Start();
        using var _ = Ada.Enter();
        var data = """data: {"statusUpdate":{"taskId":"t","status":{"state":"TASK_STATE_WORKING"}}}""";
        elsewhere.Pages["/tasks/t:subscribe"] = $"{data}\n\n{data}\n\n";
        elsewhere.Pages["/tasks/t"] = """{"id":"t","status":{"state":"TASK_STATE_WORKING"}}""";
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        await Hand(elsewhere, streams: true);
        while (Polls(elsewhere) < 4) await System.Threading.Tasks.Task.Delay(20);
        Assert.True(System.Diagnostics.Stopwatch.GetElapsedTime(began) > TimeSpan.FromMilliseconds(900));
    }

    [Fact]
    public async Task Who_says_that_a_message_was_handed_on_less_than_never_gains_nothing_by_it()
    {
        await using var elsewhere = await Elsewhere.Start();
        using var _ = Ada.Enter();
        await Hand(elsewhere, streams: false, metadata: """{"hops":-1000}""");
        while (Polls(elsewhere) == 0) await System.Threading.Tasks.Task.Delay(20);
        Assert.Contains("""{"hops":1}""", elsewhere.Heard, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_task_that_is_canceled_while_its_message_is_on_its_way_is_left_at_once_and_canceled_there_once_it_is_taken()
    {
        await using var elsewhere = await Elsewhere.Start();
        var taken = new TaskCompletionSource();
        elsewhere.Slow["/message:send"] = taken.Task;
        using var _ = Ada.Enter();
        await Hand(elsewhere, streams: false);
        while (!elsewhere.Asked.Contains("/message:send")) await System.Threading.Tasks.Task.Delay(20);
        Assert.Equal(AgentTaskState.Canceled, (await Task.Cancel(default)).Status.State);
        Assert.DoesNotContain("/tasks/t:cancel", elsewhere.Asked);
        taken.SetResult();
        while (!elsewhere.Asked.Contains("/tasks/t:cancel")) await System.Threading.Tasks.Task.Delay(20);
    }

    [Fact]
    public async Task A_message_that_was_not_let_in_is_not_noted_as_sent_so_that_who_comes_after_a_death_sends_it()
    {
        await using var elsewhere = await Elsewhere.Start();
        elsewhere.Closed.Add("/message:send");
        using var _ = Ada.Enter();
        await Hand(elsewhere, streams: false);
        Assert.Equal(AgentTaskState.AuthRequired, (await Settled()).Status.State);
        var stored = JsonElement.Parse(await host.Stored("remote_task", GrainKeys.OwnedBy(tenant, "ada", "t1")));
        Assert.Equal((true, false), (stored.TryGetProperty("agent", out var __), stored.TryGetProperty("messageId", out var ___)));
    }

    [Fact]
    public async Task Who_takes_an_agent_s_name_gets_neither_its_tasks_nor_what_was_stored_to_prove_who_asks()
    {
        await using var elsewhere = await Elsewhere.Start();
        await using var impostor = await Elsewhere.Start();
        using var _ = Ada.Enter();
        elsewhere.Pages["/tasks/t"] = """{"id":"t","contextId":"c","status":{"state":"TASK_STATE_INPUT_REQUIRED"}}""";
        await Add(elsewhere, streams: false);
        await Credential("the-secret");
        await Hand(elsewhere, streams: false);
        Assert.Equal(AgentTaskState.InputRequired, (await Settled()).Status.State);
        Assert.Contains("Bearer the-secret", elsewhere.Proofs);

        await Agents.Remove(new() { Name = "else" }, default);
        impostor.Pages["/tasks/t"] = """{"id":"t","status":{"state":"TASK_STATE_COMPLETED"}}""";
        await Add(impostor, streams: false);
        await Say("n");
        var asks = (await Settled()).Status.Message!.Parts[0].Text;
        Assert.Contains("is elsewhere now. To which agent now?", asks);
        Assert.EndsWith("adds one by add_remote_agent.", asks);
        Assert.DoesNotContain("/message:send", impostor.Asked);
        await Say("o", """{"agent":"else"}""");
        Assert.Equal(AgentTaskState.Completed, (await Settled()).Status.State);
        Assert.DoesNotContain("contextId", impostor.Heard, StringComparison.Ordinal);
        Assert.All(impostor.Proofs, proof => Assert.Empty(proof));
    }

    /// <summary>Has it say the same for ever.</summary>
    private static void Stream(Elsewhere elsewhere, string data)
    {
        elsewhere.Pages["/tasks/t:subscribe"] = $"data: {data}\n\n";
        elsewhere.Endless.Add("/tasks/t:subscribe");
    }

    private async Task<AgentTask> Settled()
    {
        using var bound = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (true)
        {
            var task = await Task.Get(new() { WhenSettled = true }, bound.Token);
            if (task.Status.IsSettled) return task;
        }
    }

    private Caller Ada => new() { Tenant = tenant, User = "ada", Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [Scopes.AgentsWrite, Scopes.AgentsRead, Scopes.TenantAdmin] };

    /// <summary>Hands a task to an agent that takes it, and works on it.</summary>
    private async Task<AgentTask> Hand(Elsewhere elsewhere, bool streams, string? metadata = null)
    {
        await Add(elsewhere, streams);
        return (await Say("m", metadata, follows: false)).Task!;
    }

    private IRemoteAgentsGrain Agents => host.Grains.GetGrain<IRemoteAgentsGrain>(GrainKeys.Tenant(tenant));

    private async Task<SendOutcome> Say(string id, string? metadata = null, bool follows = true)
    {
        var message = new Message { MessageId = id, TaskId = follows ? "t1" : null, Parts = [Part.OfText("Hello")], Metadata = metadata };
        return await Task.Send(new() { Agent = "remote", Message = message, ReturnImmediately = true, Streams = true }, default);
    }

    private async System.Threading.Tasks.Task Credential(string secret)
    {
        using var _ = (Ada with { Scopes = [Scopes.VaultWrite] }).Enter();
        await host.Grains.GetGrain<IVaultGrain>(GrainKeys.User(tenant, "ada")).Put(new() { Provider = "agent.else", Secret = secret }, default);
    }

    private async System.Threading.Tasks.Task Add(Elsewhere elsewhere, bool streams)
    {
        elsewhere.Pages["/card"] = $$"""
            {"name":"Else","supportedInterfaces":[{"url":"{{elsewhere.Url()}}","protocolBinding":"HTTP+JSON","protocolVersion":"1.0"}],"capabilities":{"streaming":{{(streams ? "true" : "false")}} } }
            """;
        elsewhere.Pages["/message:send"] = """{"task":{"id":"t","status":{"state":"TASK_STATE_WORKING"}}}""";
        await Agents.Add(new() { Name = "else", CardUrl = elsewhere.Url("/card") }, default);
    }

    private static int Polls(Elsewhere elsewhere) => elsewhere.Asked.Count(path => path == "/tasks/t");
}
