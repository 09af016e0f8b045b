using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;

namespace Actors.Grains.Tests.Calls;

/// <summary>Every change is in the audit, and the audit shows what was done to it.</summary>
public sealed class AuditTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly Colleague ada = Colleague.Of(host);

    [Fact]
    public async Task A_change_is_told_with_who_what_on_what_from_where_and_how_it_ended_and_a_read_is_not()
    {
        var goal = (await ada.Set()).Goal.GoalId;
        await ada.List();
        await ada.Delete(goal);
        await Assert.ThrowsAsync<ActorException>(() => ada.Delete("g_none"));

        var entries = (await ada.Audit()).Entries;
        Assert.Equal(
            [("delete_goal", "goals/ada goalId=g_none", ErrorCodes.NotFound), ("delete_goal", $"goals/ada goalId={goal}", "done"), ("set_goal", "goals/ada", "done")],
            entries.Select(entry => (entry.Tool, entry.Target, entry.Outcome)));
        Assert.All(entries, entry => Assert.Equal(("ada", "key_1", "192.0.2.7", "c1"), (entry.User, entry.Client, entry.Address, entry.CorrelationId)));
        Assert.Equal(entries.Take(2), (await ada.Audit(new() { Tool = "delete_goal", User = "ada", From = entries[2].At })).Entries);
        Assert.Equal(entries.Take(1), (await ada.Audit(new() { Outcome = ErrorCodes.NotFound })).Entries);
        Assert.Equal(entries.Skip(2), (await ada.Audit(new() { Before = 2 })).Entries);
    }

    [Fact]
    public async Task What_a_call_stored_and_its_entry_were_committed_together()
    {
        // Chaining changes the row, which it may do at any moment: until then its transaction is that of the state.
        string? together = null;
        while (string.IsNullOrEmpty(together))
        {
            var someone = Colleague.Of(host);
            await someone.Set();
            together = await host.Execute($"""
                SELECT state.xmin = audit.xmin FROM OrleansStorage state, audit
                WHERE state.GrainIdExtensionString = '{someone.Tenant}/ada' AND audit.tenant = '{someone.Tenant}' AND sequence IS NULL
                """);
        }

        Assert.Equal("True", together);
    }

    [Theory]
    [InlineData("UPDATE audit SET person = 'bob' WHERE sequence = 2", 1, "Entry 2 is not what was written.")]
    [InlineData("UPDATE audit SET outcome = 'done', hash = hash WHERE sequence = 3", 2, "Entry 3 is not what was written.")]
    [InlineData("DELETE FROM audit WHERE sequence = 2", 1, "Entry 2 is missing.")]
    [InlineData("DELETE FROM audit WHERE sequence = 3", 2, "Entries 3 to 3 are missing.")]
    public async Task A_row_that_was_tampered_with_is_found(string tampering, long good, string problem)
    {
        await ada.Set();
        await ada.Set();
        await Assert.ThrowsAsync<ActorException>(() => ada.Delete("g_none"));
        var before = await ada.Verify();
        Assert.Equal((true, 3), (before.Intact, before.Entries));

        await host.Execute($"{tampering} AND tenant = '{ada.Tenant}'");

        var after = await ada.Verify();
        Assert.Equal((false, good, problem), (after.Intact, after.Entries, after.Problem));
    }

    [Fact]
    public async Task A_chain_that_was_written_anew_does_not_fit_what_was_noted_down()
    {
        await ada.Set();
        var noted = await ada.Verify();
        await ada.Set();
        Assert.True((await ada.Verify(noted.Entries, noted.Hash)).Intact);

        await host.Execute($"UPDATE audit SET person = 'bob', sequence = NULL WHERE tenant = '{ada.Tenant}'");
        await host.Execute($"DELETE FROM audit_head WHERE tenant = '{ada.Tenant}'");

        Assert.True((await ada.Verify()).Intact);
        Assert.False((await ada.Verify(noted.Entries, noted.Hash)).Intact);
    }

    [Fact]
    public async Task An_export_can_be_checked_without_us()
    {
        await ada.Set();
        await ada.Set();
        var export = await ada.Audit(audit => audit.Export(new(), default));

        var (hash, count) = (AuditChain.Start, 0);
        foreach (var line in export.Lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var entry = JsonSerializer.Deserialize<AuditEntry>(line, JsonSerializerOptions.Web)!;
            hash = AuditChain.Hash(ada.Tenant, hash, entry);
            Assert.Equal((hash, ++count), (entry.Hash, (int)entry.Sequence));
        }

        Assert.Equal(2, count);
    }

    [Fact]
    public async Task Many_at_once_each_get_a_place_of_their_own()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Task.Run(() => (ada with { User = $"u{i % 6}" }).Set())));
        var verified = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ada.Verify())));
        Assert.All(verified, one => Assert.Equal((true, 60), (one.Intact, one.Entries)));
    }
}
