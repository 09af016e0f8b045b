using Actors.Contracts.A2A;
using Actors.Grains.A2A;
using Actors.Postgres.Events;
using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Actors.Postgres.Tasks;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>A task's log and the row by which tasks are found are one: written together, by one activation at a time, and removed together.</summary>
public sealed class TaskLogTests : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private readonly EventLog events;
    private readonly TaskLog log;
    private readonly string owner = Guid.NewGuid().ToString("n");

    public TaskLogTests(TestDatabase database)
    {
        events = new(database.Source);
        log = new(events, new TenantRows(database.Source), new GrainStateJson([]));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => events.DisposeAsync().AsTask();

    [Fact]
    public async Task Of_two_writers_one_is_refused_whole()
    {
        await Append("t", 0, AgentTaskState.Submitted, Noon, "a");
        var both = await Task.WhenAll(Try(() => Append("t", 1, AgentTaskState.Working, Noon, "b", "c")), Try(() => Append("t", 1, AgentTaskState.Failed, Noon, "x", "y")));
        Assert.Single(both, stored => stored);
        Assert.Equal(both[0] ? ["a", "b", "c"] : ["a", "x", "y"], await Read("t"));
        Assert.Equal(both[0] ? ["t"] : [], (await log.Unfinished($"acme/{owner}/", 10, default)).Where(key => key.Contains(owner, StringComparison.Ordinal)).Select(key => key.Split('/')[^1]));
    }

    [Fact]
    public async Task Of_many_who_begin_a_task_at_once_one_does()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(one => Try(() => Append("t", 0, AgentTaskState.Submitted, Noon, $"{one}", "b"))));
        Assert.Equal([$"{all.IndexOf(true)}", "b"], await Read("t"));
        Assert.Single(all, stored => stored);
    }

    [Fact]
    public async Task Writing_again_after_a_lost_answer_stores_nothing_twice()
    {
        await Append("t", 0, AgentTaskState.Submitted, Noon, "a", "b");
        await Append("t", 0, AgentTaskState.Submitted, Noon, "a", "b");
        Assert.Equal(["a", "b"], await Read("t"));
    }

    [Fact]
    public async Task An_owners_tasks_are_listed_the_latest_first_from_where_a_page_ended()
    {
        foreach (var (id, minute) in (IEnumerable<(string, int)>)[("a", 2), ("b", 1), ("c", 2), ("d", 3)])
            await Append(id, 0, AgentTaskState.Completed, Noon.AddMinutes(minute), "x");
        var first = await log.List("acme", owner, Wanted(2), before: null, default);
        Assert.Equal((4, "d,c,a"), (first.Total, string.Join(',', first.Tasks.Select(task => task.Id))));
        var second = await log.List("acme", owner, Wanted(2), first.Tasks[1], default);
        Assert.Equal("a,b", string.Join(',', second.Tasks.Select(task => task.Id)));
        Assert.Empty((await log.List("globex", owner, Wanted(2), before: null, default)).Tasks);
        Assert.Equal(1, (await log.List("acme", owner, Wanted(2) with { StatusSince = Noon.AddMinutes(3) }, before: null, default)).Total);
        Assert.Equal(0, (await log.List("acme", owner, Wanted(2) with { State = AgentTaskState.Working }, before: null, default)).Total);
    }

    [Fact]
    public async Task What_nothing_happened_to_for_long_is_removed_and_what_is_worked_on_stays()
    {
        await Append("old", 0, AgentTaskState.Completed, Noon.AddDays(-40), "a");
        await Append("waiting", 0, AgentTaskState.InputRequired, Noon.AddDays(-40), "a");
        await Append("working", 0, AgentTaskState.Working, Noon.AddDays(-40), "a");
        await Append("new", 0, AgentTaskState.Completed, Noon, "a");
        await log.DropResting(Noon.AddDays(-30), 100, default);
        foreach (var (id, left) in (IEnumerable<(string, int)>)[("old", 0), ("waiting", 0), ("working", 1), ("new", 1)])
            Assert.Equal(left, (await Read(id)).Count());
        Assert.Equal(2, (await log.List("acme", owner, Wanted(10), before: null, default)).Total);
    }

    private static ListTasks Wanted(int size) => new() { Agent = "echo", PageSize = size, Read = new() };

    private Task Append(string id, long after, AgentTaskState state, DateTimeOffset at, params string[] texts) => log.Append(
        new() { Key = $"acme/{owner}/{id}", Agent = "echo", ContextId = id, State = state, StatusAt = at }, after,
        [.. texts.Select(text => new TaskEntry { Artifact = new() { ArtifactId = text, Parts = [Part.OfText(text)] } })]);

    private async Task<IEnumerable<string>> Read(string id) => (await log.Read($"acme/{owner}/{id}", 0, 100, default)).Select(entry => entry.Artifact!.ArtifactId);

    private static async Task<bool> Try(Func<Task> write)
    {
        try
        {
            await write();
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }
}
