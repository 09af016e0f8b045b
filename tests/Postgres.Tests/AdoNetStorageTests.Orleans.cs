using System.Collections.Immutable;
using System.Text;
using Actors.Postgres.Storage;
using Actors.TestKit;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Actors.Postgres.Tests;

/// <summary>The storage that comes with Orleans is ours in all but speed: a cluster may change from one to the other and back.</summary>
public sealed class AdoNetStorageTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    /// <summary>Rows that only ours writes, rows that only theirs writes, and rows that both do.</summary>
    private readonly Dictionary<string, ServiceProvider> services = [];

    public enum Deed
    {
        Read,
        Write,
        Clear,
    }

    /// <summary>What one of two holders of a state does, and whether the rows that both write see it through theirs.</summary>
    public sealed record Step(Deed Deed, int Holder, bool Theirs, GoalState State);

    public async Task InitializeAsync()
    {
        foreach (var name in new[] { "ours", "theirs", "both" })
            services[name] = await AdoNetProvider.Start(database.Url, name);
    }

    public async Task DisposeAsync()
    {
        foreach (var service in services.Values)
            await service.DisposeAsync();
    }

    [Fact]
    public void Whatever_two_holders_of_a_state_do_rows_and_answers_are_the_same_under_either_storage_and_under_both_in_turn() =>
        Prop.ForAll(Keys.Zip(Steps).ToArbitrary(), run => SameEverywhere($"{Guid.NewGuid():n}/{run.Item1}", run.Item2))
            .QuickCheckThrowOnFailure();

    [Fact]
    public async Task Of_many_first_writes_at_once_through_both_exactly_one_wins()
    {
        var grain = GrainId.Create("goals", $"demo/{Guid.NewGuid():n}");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Record.ExceptionAsync(() =>
            Storage("both", theirs: n % 2 == 0).WriteStateAsync("goals", grain, new GrainState<GoalState>(new GoalState())))));

        Assert.Single(outcomes, error => error is null);
        Assert.All(outcomes, error => Assert.True(error is null or InconsistentStateException));
    }

    private static Gen<string> Keys =>
        Gen.Elements("a", "Z", "0", "-", "+", "#", " ", "'", "ä", "🏃").ListOf().Select(parts => string.Concat(parts));

    private static Gen<Step[]> Steps =>
        (from deed in Gen.Elements(Deed.Write, Deed.Write, Deed.Write, Deed.Clear, Deed.Read)
         from holder in Gen.Choose(0, 1)
         from theirs in Gen.Elements(true, false)
         from title in Gen.Elements(null, "", "Läufe", "\"<&\\\n🏔")
         from totals in Gen.Choose(0, 3)
         select new Step(deed, holder, theirs, new GoalState
         {
             Title = title,
             Totals = Enumerable.Range(0, totals).ToImmutableDictionary(n => $"{n}"),
         })).ArrayOf(8);

    private async Task<bool> SameEverywhere(string key, Step[] steps)
    {
        var ours = await Run("ours", key, steps);
        Assert.Equal(ours, await Run("theirs", key, steps));
        Assert.Equal(ours, await Run("both", key, steps));
        return true;
    }

    /// <summary>All that the holders were told, and the row that is left, except for the time.</summary>
    private async Task<string> Run(string service, string key, Step[] steps)
    {
        var grain = GrainId.Create("goals", key);
        var holders = new[] { new GrainState<GoalState>(), new GrainState<GoalState>() };
        var log = new StringBuilder();
        foreach (var step in steps)
        {
            var storage = Storage(service, service == "theirs" || (service == "both" && step.Theirs));
            var error = await Record.ExceptionAsync(() => Do(storage, grain, step, holders[step.Holder]));
            Assert.True(error is null or InconsistentStateException, error?.ToString());
            var (held, payload) = (holders[step.Holder], Encoding.UTF8.GetString(Json.Serialize(holders[step.Holder].State)));
            log.AppendLine($"{step.Deed} {error is null} {held.ETag} {held.RecordExists} {payload}");
        }

        return log.AppendLine(await Row(service, key)).ToString();
    }

    private static Task Do(IGrainStorage storage, GrainId grain, Step step, GrainState<GoalState> held)
    {
        if (step.Deed is Deed.Write)
            held.State = step.State;
        return step.Deed switch
        {
            Deed.Read => storage.ReadStateAsync("goals", grain, held),
            Deed.Write => storage.WriteStateAsync("goals", grain, held),
            _ => storage.ClearStateAsync("goals", grain, held),
        };
    }

    private async Task<string?> Row(string service, string key)
    {
        await using var command = database.Source.CreateCommand("""
            SELECT (to_jsonb(s) - 'serviceid' - 'modifiedon')::text FROM OrleansStorage s
            WHERE ServiceId = $1 AND GrainIdExtensionString = $2
            """);
        command.Parameters.Add(new NpgsqlParameter { Value = service });
        command.Parameters.Add(new NpgsqlParameter { Value = key });
        return (string?)await command.ExecuteScalarAsync();
    }

    private IGrainStorage Storage(string service, bool theirs) =>
        theirs ? services[service].GetRequiredService<AdoNetStorage>() : services[service].GetRequiredService<PostgresGrainStorage>();

    private GrainStateJson Json => services["ours"].GetRequiredService<GrainStateJson>();
}
