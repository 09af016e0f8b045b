using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Activity;
using Actors.Contracts.Audit;
using Actors.Contracts.Identity;

namespace Actors.Grains.Tests.A2A;

/// <summary>What agents are asked is seen by the tenant that owns it: in lists, in the audit, and by nobody else.</summary>
public sealed class AgentActivityTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string tenant = $"t{Guid.NewGuid():n}";
    private int tasks;

    private IAgentActivityGrain Activity => host.Grains.GetGrain<IAgentActivityGrain>(GrainKeys.Tenant(tenant));

    [Fact]
    public async Task Tasks_of_everybody_are_listed_page_by_page_and_by_whom_where_and_how_they_stand()
    {
        await Send("ada", "c1", "count 1");
        await Send("ada", "c1", "ask");
        await Send("bob", "c1", "throw");
        using var _ = Someone("ada").Enter();
        var first = await Activity.Tasks(new() { Limit = 2 }, default);
        var second = await Activity.Tasks(new() { Limit = 2, After = first.Next }, default);
        Assert.Equal([("t3", "bob", AgentTaskState.Failed), ("t2", "ada", AgentTaskState.InputRequired), ("t1", "ada", AgentTaskState.Completed)],
            first.Tasks.Concat(second.Tasks).Select(task => (task.TaskId, task.Owner, task.State)));
        Assert.Null(second.Next);
        Assert.Equal(["t2"], (await Activity.Tasks(new() { Owner = "ada", Agent = "moody", ContextId = "c1", State = AgentTaskState.InputRequired }, default)).Tasks.Select(task => task.TaskId));
        Assert.Empty((await Activity.Tasks(new() { Agent = "echo" }, default)).Tasks);
        Assert.Equal(ErrorCodes.InvalidArgument, (await Assert.ThrowsAsync<ActorException>(() => Activity.Tasks(new() { After = "nonsense" }, default))).Error.Code);
    }

    [Fact]
    public async Task A_conversation_is_one_owner_s_even_where_another_chose_the_same_id()
    {
        await Send("ada", "c1", "count 1");
        await Send("bob", "c1", "count 1");
        await Send("ada", "c2", "ask");
        await Send("ada", "c1", "ask");
        using var _ = Someone("ada").Enter();
        var contexts = await Activity.Contexts(new(), default);
        Assert.Equal([("c1", "ada", 2, 1), ("c2", "ada", 1, 1), ("c1", "bob", 1, 0)], contexts.Contexts.Select(one => (one.ContextId, one.Owner, one.Tasks, one.Open)));
        var first = await Activity.Contexts(new() { Owner = "ada", Limit = 1 }, default);
        Assert.Equal(["c2"], (await Activity.Contexts(new() { Owner = "ada", After = first.Next }, default)).Contexts.Select(one => one.ContextId));
    }

    [Fact]
    public async Task A_task_that_is_removed_while_it_is_listed_leaves_the_others_listed()
    {
        await Send("ada", "c1", "count 1");
        await host.Execute($"INSERT INTO agent_task (tenant, owner, id, agent, context, state, status_at, place) VALUES ('{tenant}', 'ada', 'gone', 'moody', 'c1', 'completed', now(), 9)");
        using var _ = Someone("ada").Enter();
        var list = host.Grains.GetGrain<IAgentTaskListGrain>(GrainKeys.OwnedBy(tenant, "ada", IAgentTaskListGrain.Id));
        Assert.Equal(["t1"], (await list.List(new() { Agent = "moody", Read = new() }, default)).Tasks.Select(task => task.Id));
    }

    [Fact]
    public async Task Messages_and_cancellations_are_in_the_audit_and_refused_ones_too()
    {
        await Send("ada", "c1", "ask");
        using var _ = Someone("ada").Enter();
        await Task("ada", "t1").Cancel(default);
        await Assert.ThrowsAsync<ActorException>(() => Task("ada", "t1").Send(Message("t1", "c1", "more"), default));
        var entries = (await host.Grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(tenant)).List(new(), default)).Entries;
        Assert.Equal([("SendMessage", ErrorCodes.Conflict), ("CancelTask", "done"), ("SendMessage", "done")], entries.Select(entry => (entry.Tool, entry.Outcome)));
        Assert.All(entries, entry => Assert.Equal(("ada", "agent_task/ada/t1"), (entry.User, entry.Target)));
    }

    private async Task Send(string user, string context, string text)
    {
        using var _ = Someone(user).Enter();
        var id = $"t{++tasks}";
        await Task(user, id).Send(Message(null, context, text), default);
    }

    private static SendMessage Message(string? task, string context, string text) => new()
    {
        Agent = "moody", Message = new() { MessageId = text, TaskId = task, ContextId = context, Parts = [Part.OfText(text)] },
    };

    private IAgentTaskGrain Task(string user, string id) => host.Grains.GetGrain<IAgentTaskGrain>(GrainKeys.OwnedBy(tenant, user, id));

    private Caller Someone(string user) => new()
    {
        Tenant = tenant, User = user, Client = "test", CorrelationId = "test", Role = Role.Owner,
        Scopes = [Scopes.AgentsRead, Scopes.AgentsWrite, Scopes.TenantRead, Scopes.AuditRead],
    };
}
