using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.Tests.A2A;

/// <summary>The work on a task outlives whoever asked for it, and everybody who follows hears the same of it.</summary>
public sealed class TaskWorkTests(ActorHost host) : IClassFixture<ActorHost>
{
    private static readonly Caller Ada = new()
    {
        Tenant = "acme", User = "ada", Client = "test", Scopes = [Scopes.AgentsRead, Scopes.AgentsWrite], CorrelationId = "test",
    };

    private readonly string id = Guid.NewGuid().ToString("n");

    private IAgentTaskGrain Task => host.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy("acme", "ada", id));

    [Fact]
    public async Task Work_that_a_dead_process_left_is_taken_up_again()
    {
        using var _ = Ada.Enter();
        Assert.Equal(AgentTaskState.Working, (await Send("wait")).Status.State);
        await host.Restart();
        using (Caller.Platform("test").Enter()) await host.Grains.GetGrain<IAgentTaskKeeperGrain>(GrainKeys.Operations).Start(default);
        var task = await Task.Get(new() { WhenSettled = true }, default);
        Assert.Equal((AgentTaskState.Completed, "wait"), (task.Status.State, Assert.Single(task.History).Parts[0].Text));
    }

    [Fact]
    public async Task Running_work_can_be_canceled_and_stays_so()
    {
        using var _ = Ada.Enter();
        await Send("wait");
        Assert.Equal(AgentTaskState.Canceled, (await Task.Cancel(default)).Status.State);
        Assert.Equal(AgentTaskState.Canceled, (await Task.Cancel(default)).Status.State);
        Assert.Equal(ErrorCodes.Conflict, (await Assert.ThrowsAsync<ActorException>(() => Send("and now?", "second"))).Error.Code);
        Assert.Equal(AgentTaskState.Canceled, (await Task.Get(new(), default)).Status.State);
    }

    [Fact]
    public async Task An_agent_that_asks_goes_on_with_the_answer()
    {
        using var _ = Ada.Enter();
        var asked = await Send("ask");
        Assert.Equal((AgentTaskState.InputRequired, "For how many?"), (asked.Status.State, asked.Status.Message!.Parts[0].Text));
        Assert.Equal(AgentTaskState.Completed, (await Send("count 4", "second")).Status.State);
        Assert.Equal(["ask", "For how many?", "count 4"], (await Task.Get(new(), default)).History.Select(message => message.Parts[0].Text));
    }

    [Fact]
    public async Task What_an_agent_throws_is_why_the_task_failed()
    {
        using var _ = Ada.Enter();
        var failed = await Send("throw");
        Assert.Equal((AgentTaskState.Failed, "There is no table left."), (failed.Status.State, failed.Status.Message!.Parts[0].Text));
    }

    [Fact]
    public async Task All_who_follow_hear_everything_once_and_in_order_however_late_they_come()
    {
        using var _ = Ada.Enter();
        var sent = Task.Send(new() { Agent = "moody", Message = Said("count 1000", "first"), Streams = true, ReturnImmediately = true }, default);
        var begun = (await sent).Task!;
        var heard = await System.Threading.Tasks.Task.WhenAll(Follow(begun.Generation), Follow(begun.Generation));
        Assert.Equal(heard[0], heard[1]);
        Assert.Equal(heard[0], await Follow(begun.Generation));
        Assert.Equal([.. Enumerable.Range(1, 1000).Select(i => $"{i}"), nameof(AgentTaskState.Completed)], heard[0].Skip(1));
        Assert.Equal(1000, (await Task.Get(new(), default)).Artifacts[0].Parts.Count);
    }

    [Fact]
    public async Task What_an_instant_agent_says_is_stored_in_one_go_with_the_message_and_sending_that_again_changes_nothing()
    {
        using var _ = Ada.Enter();
        var echo = new SendMessage { Agent = "echo", Message = Said("hello", "first") };
        var answers = await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Send(echo, default)));
        await host.Restart();
        answers = [.. answers, await Task.Send(echo, default)];
        Assert.All(answers, answer => Assert.Equal((AgentTaskState.Completed, 5, "hello"),
            (answer.Task!.Status.State, answer.Task.Generation, answer.Task.Artifacts[0].Parts[0].Text)));
        Assert.Single(answers.Select(answer => answer.Task!.ContextId).Distinct());
        Assert.Equal("5 in 1", await host.Execute($"SELECT count(*) || ' in ' || count(DISTINCT xmin::text) FROM event_log WHERE stream = 'a2a/ada/{id}'"));
        Assert.Equal("1", await host.Execute($"SELECT count(*) FROM audit WHERE tool = 'SendMessage' AND xmin = (SELECT min(xmin::text) FROM event_log WHERE stream = 'a2a/ada/{id}')::xid"));
    }

    private async Task<AgentTask> Send(string text, string messageId = "first") =>
        (await Task.Send(new() { Agent = "moody", Message = Said(text, messageId), ReturnImmediately = text == "wait" }, default)).Task!;

    private Message Said(string text, string messageId) => new() { MessageId = messageId, TaskId = messageId == "first" ? null : id, Parts = [Part.OfText(text)] };

    private async Task<List<string>> Follow(long after) => await Task.Follow(new() { After = after }, default)
        .Select(update => update.Artifact?.Parts[0].Text ?? update.Status!.State.ToString()).ToListAsync();
}
