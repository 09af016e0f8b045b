using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Postgres.Storage;
using Actors.TestKit;

namespace Actors.Postgres.Tests;

/// <summary>What a grain can count on when it reads, writes and clears its state.</summary>
public sealed class GrainStorageTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private readonly PostgresGrainStorage storage = new(database.Source, new GrainStateJson([]), new PostgresStorageOptions("test"));
    private readonly GrainId grain = GrainId.Create("goals", $"demo/{Guid.NewGuid():n}");

    public sealed record Goals(int Count, string? Note = null)
    {
        public Goals() : this(0)
        {
        }
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await storage.DisposeAsync();

    [Fact]
    public async Task A_state_that_was_never_written_reads_as_new()
    {
        var state = new GrainState<Goals>(new Goals(7), "9") { RecordExists = true };

        await storage.ReadStateAsync("goals", grain, state);

        Assert.Equal((new Goals(), null, false), (state.State!, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task What_was_written_is_read_and_every_write_moves_the_version()
    {
        var state = new GrainState<Goals>(new Goals(1));
        await storage.WriteStateAsync("goals", grain, state);
        Assert.Equal(("1", true), (state.ETag, state.RecordExists));
        state.State = new Goals(2, "zwölf");
        await storage.WriteStateAsync("goals", grain, state);

        var read = await Read();

        Assert.Equal((new Goals(2, "zwölf"), "2", true), (read.State!, read.ETag, read.RecordExists));
    }

    [Fact]
    public async Task A_clear_keeps_the_row_and_its_version_and_the_next_write_goes_on_from_there()
    {
        var state = new GrainState<Goals>(new Goals(1));
        await storage.WriteStateAsync("goals", grain, state);
        await storage.ClearStateAsync("goals", grain, state);
        Assert.Equal((new Goals(), "2", false), (state.State!, state.ETag, state.RecordExists));

        var read = await Read();
        Assert.Equal((new Goals(), "2", false), (read.State!, read.ETag, read.RecordExists));
        await storage.WriteStateAsync("goals", grain, read);
        Assert.Equal("3", read.ETag);
    }

    [Fact]
    public async Task Clearing_what_is_not_there_does_nothing()
    {
        var state = new GrainState<Goals>(new Goals(1));

        await storage.ClearStateAsync("goals", grain, state);

        Assert.Equal((null, false), (state.ETag, state.RecordExists));
    }

    [Theory]
    [InlineData("an old version")]
    [InlineData("no version")]
    public async Task A_write_that_lost_the_race_is_refused_and_changes_nothing(string holding)
    {
        var winner = new GrainState<Goals>(new Goals(1));
        await storage.WriteStateAsync("goals", grain, winner);
        var loser = holding is "no version" ? new GrainState<Goals>() : await Read();
        winner.State = new Goals(2);
        await storage.WriteStateAsync("goals", grain, winner);

        loser.State = new Goals(99);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("goals", grain, loser));
        if (holding is not "no version")
            await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("goals", grain, loser));

        Assert.Equal(new Goals(2), (await Read()).State);
    }

    [Fact]
    public async Task Of_many_first_writes_at_once_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(1, 50).Select(async n =>
        {
            try
            {
                await storage.WriteStateAsync("goals", grain, new GrainState<Goals>(new Goals(n)));
                return n;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        }));

        var winner = Assert.Single(outcomes, n => n > 0);
        Assert.Equal(winner, (await Read()).State!.Count);
    }

    [Fact]
    public async Task States_of_one_grain_and_services_in_one_database_are_apart()
    {
        await storage.WriteStateAsync("goals", grain, new GrainState<Goals>(new Goals(1)));
        await using var other = new PostgresGrainStorage(database.Source, new GrainStateJson([]), new PostgresStorageOptions("other"));

        foreach (var (where, name) in new[] { (storage, "profile"), (other, "goals") })
        {
            var state = new GrainState<Goals>();
            await where.ReadStateAsync(name, grain, state);
            Assert.False(state.RecordExists);
        }
    }

    [Fact]
    public async Task In_a_crowd_of_writes_each_gets_its_own_outcome()
    {
        var grains = Enumerable.Range(0, 400).Select(n => GrainId.Create("goals", $"demo/{Guid.NewGuid():n}/{n}")).ToArray();
        await Task.WhenAll(grains.Select(id => storage.WriteStateAsync("crowd", id, new GrainState<Goals>(new Goals(1)))));

        var outcomes = await Task.WhenAll(grains.Select(async (id, n) =>
        {
            var stale = n % 7 == 0;
            var state = new GrainState<Goals>(new Goals(n), stale ? "42" : "1");
            return (n, stale, Error: await Record.ExceptionAsync(() => storage.WriteStateAsync("crowd", id, state)), state.ETag);
        }));

        Assert.All(outcomes, o => Assert.Equal(o.stale, o.Error is InconsistentStateException));
        Assert.All(outcomes, o => Assert.Equal(o.stale ? "42" : "2", o.ETag));
        var read = await Task.WhenAll(grains.Select(async id =>
        {
            var state = new GrainState<Goals>();
            await storage.ReadStateAsync("crowd", id, state);
            return state.State!.Count;
        }));
        Assert.Equal(outcomes.Select(o => o.stale ? 1 : o.n), read);
    }

    [Fact]
    public async Task In_a_crowd_of_audited_writes_exactly_those_that_are_stored_have_their_row()
    {
        var tenant = $"crowd-{Guid.NewGuid():n}";
        var grains = Enumerable.Range(0, 300).Select(n => GrainId.Create("goals", $"{tenant}/{n}")).ToArray();
        await Task.WhenAll(grains.Select(id => storage.WriteStateAsync("audited", id, new GrainState<Goals>(new Goals(1)))));
        bool Stale(int n) => n % 7 == 0;
        bool Audited(int n) => n % 5 != 0;

        await Task.WhenAll(grains.Select(async (id, n) =>
        {
            if (Audited(n)) Call(tenant, $"goals/{n}").Enter();
            await Record.ExceptionAsync(() => storage.WriteStateAsync("audited", id, new GrainState<Goals>(new Goals(2), Stale(n) ? "42" : "1")));
        }));

        await using var command = database.Source.CreateCommand($"SELECT target FROM audit WHERE tenant = '{tenant}' AND person = 'ada' AND address IS NULL AND outcome = 'done'");
        await using var reader = await command.ExecuteReaderAsync();
        var targets = new List<string>();
        while (await reader.ReadAsync()) targets.Add(reader.GetString(0));
        Assert.Equal(Enumerable.Range(0, 300).Where(n => Audited(n) && !Stale(n)).Select(n => $"goals/{n}").Order(), targets.Order());
    }

    [Fact]
    public async Task A_write_that_Postgres_refuses_fails_alone()
    {
        await Execute("""
            CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE ''no room for this one''; END';
            CREATE TRIGGER refuse BEFORE INSERT OR UPDATE ON OrleansStorage FOR EACH ROW WHEN (NEW.GrainIdExtensionString LIKE 'refused/%') EXECUTE FUNCTION refuse()
            """);
        var ids = Enumerable.Range(0, 100).Select(n => GrainId.Create("goals", n % 10 == 3 ? $"refused/{n}" : $"demo/{n}-{Guid.NewGuid():n}"));

        var errors = await Task.WhenAll(ids.Select(async id =>
            (id, Error: await Record.ExceptionAsync(() => storage.WriteStateAsync("refusal", id, new GrainState<Goals>(new Goals(1)))))));

        Assert.All(errors, e =>
        {
            if (!e.id.Key.ToString()!.StartsWith("refused/", StringComparison.Ordinal))
                Assert.Null(e.Error);
            else
                Assert.Equal(
                    ("Postgres refused, and nothing was written: no room for this one (SQLSTATE P0001).", false),
                    (e.Error!.Message, ((StorageUnavailableException)e.Error).OutcomeUnknown));
        });
    }

    [Fact]
    public async Task A_key_that_does_not_fit_the_table_is_named()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() =>
            storage.WriteStateAsync("goals", GrainId.Create("goals", "demo/" + new string('x', 600)), new GrainState<Goals>(new Goals(1))));

        Assert.Contains("512 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payload_that_is_not_this_state_is_named_by_state_and_key()
    {
        await storage.WriteStateAsync("goals", grain, new GrainState<string>("text"));

        var error = await Assert.ThrowsAsync<InvalidDataException>(Read);

        Assert.Contains($"goals of {grain.Key}", error.Message, StringComparison.Ordinal);
    }

    private async Task<GrainState<Goals>> Read()
    {
        var state = new GrainState<Goals>();
        await storage.ReadStateAsync("goals", grain, state);
        return state;
    }

    private static AuditedCall Call(string tenant, string target) => new()
    {
        Id = Guid.NewGuid(), At = DateTimeOffset.UtcNow, Tool = "set_goal", Target = target,
        Caller = new() { Tenant = tenant, User = "ada", Client = "test", Scopes = [], CorrelationId = "c-1" },
    };

    private async Task Execute(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
