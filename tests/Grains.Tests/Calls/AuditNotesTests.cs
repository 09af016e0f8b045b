using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Grains.Audit;
using Actors.Grains.Tests.Identity;
using Actors.Grains.Tests.OAuth;

namespace Actors.Grains.Tests.Calls;

/// <summary>What was refused, who signed in and what tokens were given is in the audit, and a flood of it is not.</summary>
public sealed class AuditNotesTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly Colleague ada = Colleague.Of(host);

    [Fact]
    public async Task Who_lacks_a_scope_or_a_role_or_asks_for_what_is_not_theirs_is_in_their_audit()
    {
        await Refused([], Role.Member, ada.User, ErrorCodes.InsufficientScope);
        await Refused([Scopes.FitnessRead], Role.Member, "eve", ErrorCodes.NotFound);
        await Refused([Scopes.FitnessRead], Role.Member, ada.User, ErrorCodes.NotFound);
        using (Someone([Scopes.TenantAdmin], Role.Member).Enter())
            await Assert.ThrowsAsync<ActorException>(() => host.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(ada.Tenant)).Update(new() { Name = "Mine" }, default));

        var entries = (await ada.Audit()).Entries;
        Assert.Equal(
            [("update_organisation", "forbidden"), ("get_goal", "not_found"), ("get_goal", "insufficient_scope")],
            entries.Select(entry => (entry.Tool, entry.Outcome)).DistinctBy(entry => entry));
        Assert.Equal(("goals/ada goalId=g_foreign", "ada", "192.0.2.7", AuditedCall.NoCall), (entries[^1].Target, entries[^1].User, entries[^1].Address, entries[^1].Step));
        Assert.True((await ada.Verify()).Intact);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_a_handful_of_entries_that_say_how_many_there_were()
    {
        host.Time.Advance(TimeSpan.FromSeconds(60 - host.Time.GetUtcNow().Second)); // all within one minute
        for (var i = 0; i < 500; i++) await Refused([], Role.Member, ada.User, ErrorCodes.InsufficientScope);
        for (var i = 0; i < 3 * AuditNotes.MostKinds; i++) await Refused([], Role.Member, ada.User, ErrorCodes.InsufficientScope, $"client {i}");
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await Refused([], Role.Member, ada.User, ErrorCodes.InsufficientScope);

        var entries = (await ada.Audit(new ListAudit { Limit = 500 })).Entries;
        Assert.InRange(entries.Count, AuditNotes.MostKinds, AuditNotes.MostKinds + 4);
        Assert.Contains(entries, entry => entry.Target == "goals/ada goalId=g_foreign, and 499 more in that minute");
        Assert.Contains(entries, entry => entry.Target == $"various, and {2 * AuditNotes.MostKinds} more in that minute");
    }

    [Fact]
    public async Task What_was_refused_is_in_no_count_of_calls()
    {
        await ada.Set();
        await Refused([], Role.Member, ada.User, ErrorCodes.InsufficientScope);
        await ada.Audit();
        var usage = await ada.Usage();
        // What another silo has counted is written within a second.
        for (; usage.Tools.All(tool => tool.Tool != "list_audit"); usage = await ada.Usage()) host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([("list_audit", 1L, 0L), ("set_goal", 1L, 0L)], usage.Tools.Where(tool => tool.Tool != "get_usage").Select(tool => (tool.Tool, tool.Calls, tool.Failed)));
    }

    [Fact]
    public async Task Signing_in_failing_to_and_being_given_tokens_are_in_the_audit_of_the_persons_tenant()
    {
        var email = $"{SecretText.NewId()}@acme.example";
        using (Caller.Platform("test").Enter())
        {
            var person = await host.Person(email, ada.Tenant);
            await host.Email(email).Try("wrong");
            await host.Grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.NewId()))
                .OpenFrom(new() { User = person, Network = "192.0.2.1", Agent = "" }, default);
            var (family, first) = await host.Family(ada.Tenant);
            var second = (await host.Refresh(family, first)).Grant!.RefreshToken;
            var third = (await host.Refresh(family, second)).Grant!.RefreshToken;
            await host.Refresh(family, third);
            await host.Refresh(family, first);
            await host.Email("nobody@acme.example").Try("wrong");
        }

        Assert.Equal(
            [("refresh_token", "unauthenticated"), ("refresh_token", "done"), ("issue_token", "done"), ("sign_in", "done"), ("sign_in", "unauthenticated")],
            (await ada.Audit()).Entries.Select(entry => (entry.Tool, entry.Outcome)));
        Assert.Equal(
            ["an address that nobody has"],
            (await (ada with { Tenant = GrainKeys.Platform }).Audit(new ListAudit { Tool = "sign_in" })).Entries.Select(entry => entry.Target).Distinct());
    }

    private async Task Refused(string[] scopes, Role role, string person, string code, string client = "key_1")
    {
        using var _ = (Someone(scopes, role) with { Client = client }).Enter();
        Assert.Equal(code, (await Assert.ThrowsAsync<ActorException>(
            () => host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User(ada.Tenant, person)).Get(new() { GoalId = "g_foreign" }, default))).Error.Code);
    }

    private Caller Someone(string[] scopes, Role role) => new()
    {
        Tenant = ada.Tenant, User = ada.User, Client = "key_1", Scopes = scopes, CorrelationId = "c1", Role = role, Address = "192.0.2.7",
    };
}
