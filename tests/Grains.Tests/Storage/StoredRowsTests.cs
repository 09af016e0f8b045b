using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.Fitness;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Storage;

/// <summary>
/// A database moves from one runtime to the other and back (docs/architecture.md). A row of every state, and a reminder of every
/// grain that has one, are written down as the embedded runtime writes them. Each runtime opens those rows, writes them afresh,
/// and has to arrive at the same ones, to the byte and in every column but the time. A new state needs a line in States.golden.txt;
/// with UPDATE_GOLDEN=1 these tests fill in its hashes, and its reminder.
/// </summary>
public sealed class StoredRowsTests(ActorHost host) : IClassFixture<ActorHost>
{
    private static readonly DateTime Start = new(2046, 7, 28, 12, 0, 0, 250, DateTimeKind.Utc);

    [Fact]
    public void There_is_a_golden_row_of_every_state() =>
        Assert.Equal(StoredState.All.Select(state => state.Name).Order(), Rows("States").Select(row => row[1]).Order());

    [Theory]
    [MemberData(nameof(ActorHost.Storages), MemberType = typeof(ActorHost))]
    public async Task The_rows_of_states_open_and_come_out_the_same(Type type)
    {
        await host.Execute("DELETE FROM OrleansStorage");
        await Fill("States", "OrleansStorage (ServiceId, GrainTypeString, GrainTypeHash, GrainIdExtensionString, GrainIdHash, GrainIdN0, GrainIdN1, Version, PayloadBinary, ModifiedOn)",
            "f[1], f[2], f[3]::int, f[4], f[5]::int, f[6]::bigint, f[7]::bigint, f[8]::int, convert_to(f[9], 'UTF8'), now()");
        var storage = (IGrainStorage)host.Services.GetRequiredService(type);

        var opened = new List<Func<Task>>();
        foreach (var row in Rows("States"))
            opened.Add(await StoredState.All.Single(state => state.Name == row[1]).Open(storage, host.Grains, row[3]));
        await host.Execute("DELETE FROM OrleansStorage");
        foreach (var write in opened)
            await write();

        await MustBe("States", """
            concat_ws(' | ', ServiceId, GrainTypeString, GrainTypeHash, GrainIdExtensionString, GrainIdHash, GrainIdN0, GrainIdN1, Version,
                convert_from(PayloadBinary, 'UTF8')) FROM OrleansStorage
            """);
        using var _ = new Caller { Tenant = "demo", User = "ada", Client = "test", Scopes = [Scopes.FitnessRead], CorrelationId = "test" }.Enter();
        var goals = await host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User("demo", "ada")).List(new(), CancellationToken.None);
        Assert.Equal("Läufe & <Höhenmeter> 🏔", Assert.Single(goals.Goals).Title);
    }

    [Fact]
    public async Task The_rows_of_reminders_open_and_come_out_the_same()
    {
        await Fill("Reminders", "OrleansRemindersTable (ServiceId, GrainId, GrainHash, ReminderName, StartTime, Period, Version)",
            "f[1], f[2], f[3]::int, f[4], f[5]::timestamp AT TIME ZONE 'utc', f[6]::bigint, f[7]::int");
        var table = host.Services.GetRequiredService<IReminderTable>();
        var grains = Rows("States").Select(row => StoredState.All.Single(state => state.Name == row[1]).Grain(host.Grains, row[3])).Distinct().ToList();

        foreach (var grain in Updates ? [] : grains)
        {
            var hash = grain.GetUniformHashCode();
            var found = Assert.Single((await table.ReadRows(hash - 1, hash)).Reminders, reminder => reminder.GrainId == grain);
            Assert.Equal(("daily", Start, TimeSpan.FromDays(40)), (found.ReminderName, found.StartAt.ToUniversalTime(), found.Period));
        }

        await host.Execute("DELETE FROM OrleansRemindersTable");
        foreach (var grain in grains)
            await table.UpsertRow(new() { GrainId = grain, ReminderName = "daily", StartAt = Start, Period = TimeSpan.FromDays(40) });

        await MustBe("Reminders", """
            concat_ws(' | ', ServiceId, GrainId, GrainHash, ReminderName, StartTime AT TIME ZONE 'utc', Period, Version) FROM OrleansRemindersTable
            """);
    }

    private static bool Updates => Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null;

    private Task<string?> Fill(string file, string table, string columns) => host.Execute($"""
        INSERT INTO {table}
        SELECT {columns} FROM (SELECT regexp_split_to_array(line, ' \| ') FROM regexp_split_to_table($golden${Golden(file).TrimEnd()}$golden$, '\n') line) AS rows (f)
        """);

    private async Task MustBe(string file, string rows)
    {
        var actual = await host.Execute($"SELECT string_agg(row, E'\\n' ORDER BY row COLLATE \"C\") FROM (SELECT {rows}) AS rows (row)") + "\n";
        if (Updates)
            await File.WriteAllTextAsync(PathOf(file), actual);
        Assert.Equal(Golden(file), actual);
    }

    private static IEnumerable<string[]> Rows(string file) => Golden(file).TrimEnd().Split('\n').Select(line => line.Split(" | "));

    private static string Golden(string file) => File.ReadAllText(PathOf(file));

    private static string PathOf(string file, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, $"{file}.golden.txt");
}
