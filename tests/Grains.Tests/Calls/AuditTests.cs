using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;

namespace Actors.Grains.Tests.Calls;

/// <summary>Every change is in the audit, and the audit shows what was done to it.</summary>
public sealed class AuditTests(ActorHost host) : IClassFixture<ActorHost>
{
    private const string Loose = "Entries put in beside the chain, or taken out before they were in it: 1.";

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
        await ada.Set();
        Assert.Equal("True", await host.Execute($"""
            SELECT state.xmin = audit.xmin FROM OrleansStorage state, audit
            WHERE state.GrainIdExtensionString = '{ada.Tenant}/ada' AND audit.tenant = '{ada.Tenant}'
            """));
    }

    [Theory]
    [InlineData("UPDATE audit SET person = 'bob' WHERE (call, step) = second", 1, "Entry 2 is not what was written.")]
    [InlineData("UPDATE audit SET outcome = 'done' WHERE (call, step) = third", 2, "Entry 3 is not what was written.")]
    [InlineData("UPDATE audit_link SET hash = 'made up' WHERE sequence = 2", 1, "Entry 2 is not what was written.")]
    [InlineData("UPDATE audit_link SET (call, step) = third WHERE sequence = 2", 1, "Entry 2 is not what was written.")]
    [InlineData("UPDATE audit_link AS l SET (call, step, hash) = (SELECT o.call, o.step, o.hash FROM audit_link AS o WHERE o.tenant = l.tenant AND o.sequence = 5 - l.sequence) WHERE sequence > 1", 1, "Entry 2 is not what was written.")]
    [InlineData("DELETE FROM audit WHERE (call, step) = second", 1, "Entry 2 is missing.")]
    [InlineData("DELETE FROM audit WHERE (call, step) = third", 2, "Entries 3 to 3 are missing.")]
    [InlineData("DELETE FROM audit_link WHERE sequence = 2", 1, "Entry 2 is missing.")]
    [InlineData("DELETE FROM audit_link WHERE sequence = 3", 2, "Entries 3 to 3 are missing.")]
    [InlineData("INSERT INTO audit SELECT tenant, gen_random_uuid(), 0, at, 'bob', client, address, tool, target, correlation, outcome FROM audit WHERE (call, step) = third", 3, Loose)]
    [InlineData("INSERT INTO audit_waiting (tenant, call, step) SELECT tenant, gen_random_uuid(), 0 FROM audit WHERE (call, step) = third", 3, Loose)]
    [InlineData("INSERT INTO audit_waiting (tenant, call, step) SELECT tenant, call, step FROM audit WHERE (call, step) = third", 4, Loose)]
    [InlineData("INSERT INTO audit_link SELECT tenant, 4, gen_random_uuid(), 0, hash FROM audit_link WHERE sequence = 3", 3, Loose)]
    public async Task A_row_that_was_tampered_with_is_found(string tampering, long good, string problem)
    {
        await ada.Set();
        await ada.Set();
        await Assert.ThrowsAsync<ActorException>(() => ada.Delete("g_none"));
        var before = await ada.Verify();
        Assert.Equal((true, 3), (before.Intact, before.Entries));

        await host.Execute($"{tampering} AND tenant = '{ada.Tenant}'"
            .Replace("second", Place(2), StringComparison.Ordinal).Replace("third", Place(3), StringComparison.Ordinal));

        var after = await ada.Verify();
        Assert.Equal((false, good, problem), (after.Intact, after.Entries, after.Problem));
    }

    private string Place(int sequence) => $"(SELECT call, step FROM audit_link WHERE tenant = '{ada.Tenant}' AND sequence = {sequence})";

    [Fact]
    public async Task A_link_in_the_place_of_what_comes_next_is_found_and_keeps_nobody_else_waiting()
    {
        await ada.Set();
        await ada.Verify();
        await host.Execute($"INSERT INTO audit_link SELECT tenant, 2, gen_random_uuid(), 0, hash FROM audit_link WHERE tenant = '{ada.Tenant}'");
        var bob = Colleague.Of(host);
        await Task.WhenAll(ada.Set(), bob.Set());

        Assert.True((await bob.Verify()).Intact);
        var found = await ada.Verify();
        Assert.Equal((false, "Entries 2 to 2 are missing."), (found.Intact, found.Problem));
    }

    [Fact]
    public async Task A_chain_that_was_written_anew_does_not_fit_what_was_noted_down()
    {
        await ada.Set();
        var noted = await ada.Verify();
        await ada.Set();
        Assert.True((await ada.Verify(noted.Entries, noted.Hash)).Intact);
        Assert.Equal("Entry 9, which you wrote down, is not there: the audit ends with entry 2.", (await ada.Verify(9, noted.Hash)).Problem);
        Assert.Contains("both the number and the hash", (await Assert.ThrowsAsync<ActorException>(() => ada.Verify(noted.Entries))).Message, StringComparison.Ordinal);

        await host.Execute($"""
            UPDATE audit SET person = 'bob' WHERE tenant = '{ada.Tenant}';
            INSERT INTO audit_waiting (tenant, call, step) SELECT tenant, call, step FROM audit_link WHERE tenant = '{ada.Tenant}' ORDER BY sequence;
            DELETE FROM audit_link WHERE tenant = '{ada.Tenant}';
            DELETE FROM audit_head WHERE tenant = '{ada.Tenant}'
            """);

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
