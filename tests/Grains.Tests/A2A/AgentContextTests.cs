using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Activity;
using Actors.Contracts.A2A.Contexts;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.A2A;

/// <summary>A conversation is an actor that puts its tasks in order, and what it says holds across deaths.</summary>
public sealed class AgentContextTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}";

    private IAgentActivityGrain Activity => host.Grains.GetGrain<IAgentActivityGrain>(GrainKeys.Tenant(tenant));

    [Fact]
    public async Task First_messages_that_come_at_once_make_one_conversation_with_its_tasks_in_order()
    {
        using var _ = Someone("ada").Enter();
        await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(1, 20).Select(i => Send("ada", $"t{i}", "a/ b", "count 1")));
        var context = await Activity.Context(new() { ContextId = "a/ b", Limit = 15 }, default);
        var rest = await Activity.Context(new() { ContextId = "a/ b", After = context.Next }, default);
        Assert.Equal(("a/ b", "ada", 20, 0), (context.Summary.ContextId, context.Summary.Owner, context.Summary.Tasks, context.Summary.Open));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), context.Tasks.Concat(rest.Tasks).Select(task => task.Place));
        Assert.Equal(20, context.Tasks.Concat(rest.Tasks).DistinctBy(task => task.Task.TaskId).Count());
        Assert.Null(rest.Next);
    }

    [Fact]
    public async Task A_message_to_a_conversation_whose_task_waits_begins_another_task_behind_it()
    {
        using var _ = Someone("ada").Enter();
        var asked = await Send("ada", "t1", null, "ask");
        await Send("ada", "t2", asked.ContextId, "count 1");
        var context = await Activity.Context(new() { ContextId = asked.ContextId }, default);
        Assert.Equal([(1L, "t1", AgentTaskState.InputRequired), (2L, "t2", AgentTaskState.Completed)], context.Tasks.Select(task => (task.Place, task.Task.TaskId, task.Task.State)));
        Assert.Equal(context.Tasks.Max(task => task.Task.StatusAt), context.Summary.ChangedAt);
    }

    [Fact]
    public async Task A_task_that_died_between_its_place_and_its_first_entry_leaves_nothing_behind()
    {
        using var _ = Someone("ada").Enter();
        await Send("ada", "t1", "c", "count 1");
        using (Caller.Platform("test").Enter()) Assert.Equal(2, await Context("ada").Join(default));
        await host.Restart();
        await Send("ada", "t2", "c", "count 1");
        await Send("ada", "t1", "c", "count 1"); // it was taken already
        Assert.Equal([(1L, "t1"), (2L, "t2")], (await Activity.Context(new() { ContextId = "c" }, default)).Tasks.Select(task => (task.Place, task.Task.TaskId)));
    }

    [Fact]
    public async Task A_place_that_was_given_twice_is_one_task_s_and_the_other_is_begun_anew()
    {
        using var _ = Someone("ada").Enter();
        await Send("ada", "t1", "c", "count 1");
        await host.Execute($"INSERT INTO agent_task (tenant, owner, id, agent, context, state, status_at, place) VALUES ('{tenant}', 'ada', 'other', 'moody', 'c', 'completed', now(), 2)");
        Assert.Equal(ErrorCodes.Unavailable, await Refusal(() => Send("ada", "t2", "c", "count 1")));
        await Send("ada", "t2", "c", "count 1");
        Assert.Equal([(1L, "t1"), (2L, "other"), (3L, "t2")], (await Activity.Context(new() { ContextId = "c" }, default)).Tasks.Select(task => (task.Place, task.Task.TaskId)));
    }

    [Fact]
    public async Task Two_conversations_of_one_id_are_two_owners_and_know_nothing_of_each_other()
    {
        using var _ = Someone("ada").Enter();
        await Send("ada", "t1", "c", "count 1");
        await Send("ada", "t2", "c", "count 1");
        using var __ = Someone("bob").Enter();
        await Send("bob", "t3", "c", "count 1");
        Assert.Equal([(1L, "t3")], (await Activity.Context(new() { ContextId = "c" }, default)).Tasks.Select(task => (task.Place, task.Task.TaskId)));
        Assert.Equal(2, (await Activity.Context(new() { ContextId = "c", Owner = "ada" }, default)).Summary.Tasks);
        Assert.Equal(ErrorCodes.NotFound, await Refusal(() => Activity.Context(new() { ContextId = "another" }, default)));
        Assert.Equal(ErrorCodes.NotFound, await Refusal(() => Context("ada").Join(default)));
        Assert.Equal(ErrorCodes.NotFound, await Refusal(() => Context("bob").Read(new() { ContextId = "c" }, default)));
    }

    [Fact]
    public async Task A_conversation_that_is_not_the_task_s_or_has_too_long_a_name_is_refused()
    {
        using var _ = Someone("ada").Enter();
        await Send("ada", "t1", "c", "ask");
        Assert.Equal(ErrorCodes.InvalidArgument, await Refusal(() => Send("ada", "t1", "d", "count 1", "t1")));
        Assert.Equal(ErrorCodes.InvalidArgument, await Refusal(() => Send("ada", "t2", new('c', 201), "count 1")));
        Assert.Equal(["c"], (await Activity.Contexts(new(), default)).Contexts.Select(context => context.ContextId));
    }

    private async Task<AgentTask> Send(string user, string id, string? context, string text, string? task = null)
    {
        var message = new Message { MessageId = text, TaskId = task, ContextId = context, Parts = [Part.OfText(text)] };
        return (await host.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, user, id)).Send(new() { Agent = "moody", Message = message }, default)).Task!;
    }

    private IAgentContextGrain Context(string user) => host.Grains.GetGrain<IAgentContextGrain>(GrainKeys.Context(tenant, user, "c"));

    private static async Task<string> Refusal(Func<Task> call) => (await Assert.ThrowsAsync<ActorException>(call)).Error.Code;

    private Caller Someone(string user) => new()
    {
        Tenant = tenant, User = user, Client = "test", CorrelationId = "test", Role = Role.Owner, Scopes = [Scopes.AgentsRead, Scopes.AgentsWrite, Scopes.TenantRead],
    };
}
