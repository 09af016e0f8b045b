using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Grains.A2A;
using Actors.Postgres.Migrations;
using Actors.Postgres.Storage;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>What callers see when Postgres dies, hangs and comes back, on a server of the test's own.</summary>
public sealed class OutageTests(PrivatePostgres cluster) : IClassFixture<PrivatePostgres>, IAsyncLifetime
{
    private ServiceProvider services = null!;
    private PostgresGrainStorage storage = null!;

    public sealed record Counter(int Count)
    {
        public Counter() : this(0)
        {
        }
    }

    public async Task InitializeAsync()
    {
        if (!PrivatePostgres.HasBinaries)
            return;
        services = new ServiceCollection().AddLogging().AddPostgres(cluster.Url).BuildServiceProvider();
        storage = services.GetRequiredService<PostgresGrainStorage>();
        await services.GetRequiredService<Migrator>().Migrate(CancellationToken.None);
    }

    public async Task DisposeAsync() => await services.DisposeAsync();

    [OutageFact]
    public async Task A_server_killed_under_load_loses_no_acknowledged_write_and_every_answer_is_true()
    {
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 32).Select(n => Task.Run(() => Count(GrainId.Create("counter", $"demo/{Guid.NewGuid():n}"), enough.Token))).ToArray();

        await KillThrice(enough);
        Assert.All(await Task.WhenAll(writers), acknowledged => Assert.InRange(acknowledged, 1, int.MaxValue));
    }

    [OutageFact]
    public async Task Tasks_that_begin_while_the_server_dies_are_there_if_and_only_if_that_was_said_or_nobody_knows()
    {
        using var enough = new CancellationTokenSource();
        var log = services.GetRequiredService<ITaskLog>();
        var beginners = Enumerable.Range(0, 32).Select(_ => Task.Run(() => BeginTasks(log, enough.Token))).ToArray();

        await KillThrice(enough);
        var told = (await Task.WhenAll(beginners)).SelectMany(each => each).ToArray();
        Assert.All(told, task => Assert.Contains(task.Told, (string[])["stored", ErrorCodes.Unavailable, ErrorCodes.UnknownOutcome]));
        foreach (var (key, said) in told.Where(task => task.Told != ErrorCodes.UnknownOutcome))
            Assert.Equal(said == "stored" ? 2 : 0, (await log.Read(key, 0, 10, CancellationToken.None)).Count);
        Assert.Equal("stored", (await BeginTask(log)).Told);
    }

    [OutageFact]
    public async Task While_it_is_down_calls_fail_saying_that_nothing_was_written_and_when_it_is_back_they_succeed()
    {
        var grain = GrainId.Create("counter", $"demo/{Guid.NewGuid():n}");
        var state = new GrainState<Counter>(new Counter(1));
        await storage.WriteStateAsync("counter", grain, state);
        await cluster.Kill();
        await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.WriteStateAsync("counter", grain, state));

        var writes = await Task.WhenAll(Enumerable.Range(0, 300).Select(n =>
            Record.ExceptionAsync(() => storage.WriteStateAsync("counter", GrainId.Create("counter", $"demo/down{n}"), new GrainState<Counter>()))));
        var read = await Assert.ThrowsAsync<StorageUnavailableException>(() => storage.ReadStateAsync("counter", grain, new GrainState<Counter>()));
        var ready = await Readiness();

        Assert.All(writes.Append(read), e => Assert.False(Assert.IsType<StorageUnavailableException>(e).OutcomeUnknown));
        Assert.Equal(HealthStatus.Unhealthy, ready);
        await cluster.Start();
        await storage.WriteStateAsync("counter", grain, state);
        for (var asked = 0; asked < 50 && await Readiness() != HealthStatus.Healthy; asked++) await Task.Delay(100); // Postgres is asked once a second
        Assert.Equal(HealthStatus.Healthy, await Readiness());
    }

    [OutageFact]
    public async Task A_write_that_a_frozen_server_never_answers_fails_as_unknown_and_the_next_read_tells()
    {
        var grain = GrainId.Create("counter", $"demo/{Guid.NewGuid():n}");
        var state = new GrainState<Counter>(new Counter(1));
        // The one connection left in the pool is one that works: on a broken one the write would not even be sent.
        services.GetRequiredService<NpgsqlDataSource>().Clear();
        await storage.WriteStateAsync("counter", grain, state);

        await cluster.Freeze();
        state.State = new Counter(2);
        var error = await Record.ExceptionAsync(() => storage.WriteStateAsync("counter", grain, state));
        await cluster.Thaw();

        Assert.True(Assert.IsType<StorageUnavailableException>(error).OutcomeUnknown);
        Assert.Equal("1", state.ETag);
        await storage.ReadStateAsync("counter", grain, state);
        Assert.InRange(state.State.Count, 1, 2);
    }

    /// <summary>Kills the server thrice under what goes on, and lets it go on for a little.</summary>
    private async Task KillThrice(CancellationTokenSource enough)
    {
        for (var kill = 0; kill < 3; kill++)
        {
            await Task.Delay(300);
            await cluster.Kill();
            await cluster.Start();
        }

        await Task.Delay(500);
        await enough.CancelAsync();
    }

    private async Task<HealthStatus> Readiness() => (await services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    private static async Task<List<(string Key, string Told)>> BeginTasks(ITaskLog log, CancellationToken enough)
    {
        var told = new List<(string, string)>();
        while (!enough.IsCancellationRequested) told.Add(await BeginTask(log));
        return told;
    }

    /// <summary>Begins a task, and says what was answered.</summary>
    private static async Task<(string Key, string Told)> BeginTask(ITaskLog log)
    {
        var key = GrainKeys.OwnedBy("demo", "ada", Guid.NewGuid().ToString("n"));
        var head = new TaskHead { Key = key, Agent = "echo", ContextId = key, Place = 1, State = AgentTaskState.Completed, StatusAt = DateTimeOffset.UtcNow };
        try
        {
            await log.Append(head, 0, [new() { Agent = "echo" }, new() { EndsTurn = true }]);
            return (key, "stored");
        }
        catch (ActorException refused)
        {
            return (key, refused.Error.Code);
        }
    }

    /// <summary>Counts up one grain as its only writer, and holds the storage to its word after each failure.</summary>
    private async Task<int> Count(GrainId grain, CancellationToken enough)
    {
        var state = new GrainState<Counter>(new Counter(0));
        var acknowledged = 0;
        while (!enough.IsCancellationRequested)
        {
            state.State = new Counter(acknowledged + 1);
            try
            {
                await storage.WriteStateAsync("counter", grain, state);
                acknowledged++;
            }
            catch (StorageUnavailableException e)
            {
                await ReadAgain(grain, state);
                Assert.InRange(state.State!.Count, acknowledged, e.OutcomeUnknown ? acknowledged + 1 : acknowledged);
                acknowledged = state.State.Count;
            }
        }

        await ReadAgain(grain, state);
        Assert.Equal(acknowledged, state.State!.Count);
        return acknowledged;
    }

    private async Task ReadAgain(GrainId grain, GrainState<Counter> state)
    {
        while (true)
        {
            try
            {
                await storage.ReadStateAsync("counter", grain, state);
                return;
            }
            catch (StorageUnavailableException)
            {
                await Task.Delay(20);
            }
        }
    }
}
