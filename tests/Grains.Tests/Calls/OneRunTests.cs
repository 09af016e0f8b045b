using Actors.Contracts;
using Actors.Contracts.Secrets;

namespace Actors.Grains.Tests.Calls;

/// <summary>A call with an idempotency key runs once, whatever happens to it.</summary>
public sealed class OneRunTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly Colleague ada = Colleague.Of(host) with { Key = "k1" };

    [Fact]
    public async Task A_hundred_duplicates_at_once_run_once_and_are_all_given_the_same_answer()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => ada.Set())));

        var goal = Assert.Single(await ada.List());
        Assert.All(answers, answer => Assert.Equal(goal.GoalId, answer.Goal.GoalId));
        Assert.Single((await ada.Audit()).Entries);
    }

    [Fact]
    public async Task A_repeat_is_given_the_first_answer_after_a_restart_too()
    {
        var first = await ada.Set();
        await host.Restart();
        Assert.Equivalent(first, await ada.Set(), strict: true);
        Assert.Single(await ada.List());
    }

    [Fact]
    public async Task A_failure_is_repeated_as_it_was()
    {
        Assert.Equal(ErrorCodes.NotFound, await Code(() => ada.Delete("g_1")));
        Assert.Equal(ErrorCodes.NotFound, await Code(() => ada.Delete("g_1")));
        Assert.Single((await ada.Audit()).Entries);
    }

    [Fact]
    public async Task A_key_is_good_for_one_call_only()
    {
        await ada.Set();
        Assert.Equal(ErrorCodes.Conflict, await Code(() => ada.Set(Colleague.Reading with { Target = 13 })));
        Assert.Equal(ErrorCodes.Conflict, await Code(() => ada.Delete("g_1")));
    }

    [Fact]
    public async Task A_key_is_each_persons_own()
    {
        await ada.Set();
        await (ada with { User = "bob" }).Set();
        await (Colleague.Of(host) with { Key = "k1" }).Set();
        Assert.Single(await (ada with { User = "bob" }).List());
    }

    [Fact]
    public async Task A_call_that_was_lost_before_it_answered_is_not_run_again()
    {
        await ada.Set();
        await host.Execute($"UPDATE idempotency_key SET answer = NULL WHERE tenant = '{ada.Tenant}'"); // as kill -9 leaves it
        Assert.Equal(ErrorCodes.UnknownOutcome, await Code(() => ada.Set()));
        Assert.Single(await ada.List());
    }

    [Fact]
    public async Task A_stored_answer_is_sealed()
    {
        await ada.Set(Colleague.Reading with { Title = "In confidence" });
        Assert.DoesNotContain("confidence", await host.Execute($"SELECT answer FROM idempotency_key WHERE tenant = '{ada.Tenant}'"));
    }

    [Fact]
    public async Task What_was_asked_for_is_stored_as_a_mark_that_only_the_tenants_key_makes()
    {
        async Task<string?> Mark(Colleague who)
        {
            await who.Set();
            return await host.Execute($"SELECT fingerprint FROM idempotency_key WHERE tenant = '{who.Tenant}' AND owner = '{who.User}'");
        }

        string?[] marks = [await Mark(ada), await Mark(ada with { User = "bob" }), await Mark(Colleague.Of(host) with { Key = "k1" })];
        Assert.All(marks, mark => Assert.StartsWith("m1.", mark));
        Assert.Distinct(marks.Select(mark => mark!.Split('.')[2]));
    }

    [Fact]
    public async Task A_repeat_is_told_the_same_after_the_data_key_was_replaced_and_that_nobody_knows_once_it_is_destroyed()
    {
        var keys = host.Grains.GetGrain<IDataKeysGrain>(GrainKeys.Tenant(ada.Tenant));
        var first = await ada.Set();
        using (Caller.Platform("test").Enter()) await keys.Retire(default);
        Assert.Equal(first.Goal.GoalId, (await ada.Set()).Goal.GoalId);
        Assert.Equal(ErrorCodes.Conflict, await Code(() => ada.Set(Colleague.Reading with { Target = 13 })));

        host.Time.Advance(TimeSpan.FromHours(26));
        using (Caller.Platform("test").Enter()) await keys.Forget([.. (await keys.List(default)).Where(key => key.RetiredAt is not null).Select(key => key.Id)], default);
        host.Time.Advance(-TimeSpan.FromHours(26));
        Assert.Equal(ErrorCodes.UnknownOutcome, await Code(() => ada.Set()));
        Assert.Single(await ada.List());
    }

    [Fact]
    public async Task A_row_of_a_version_that_stored_a_digest_still_answers()
    {
        var first = await ada.Set();
        await host.Execute($$"""
            UPDATE idempotency_key SET fingerprint = encode(sha256(convert_to('set_goal {"Type":"reading","Target":12,"Unit":"books"}', 'UTF8')), 'hex') WHERE tenant = '{{ada.Tenant}}'
            """);
        Assert.Equal(first.Goal.GoalId, (await ada.Set()).Goal.GoalId);
    }

    [Fact]
    public async Task A_key_may_be_used_anew_after_a_day()
    {
        await ada.Set();
        await host.Execute($"UPDATE idempotency_key SET claimed_at = claimed_at - interval '25 hours' WHERE tenant = '{ada.Tenant}'");
        await ada.Set();
        Assert.Equal(2, (await ada.List()).Count);
    }

    private static async Task<string> Code(Func<Task> call) => (await Assert.ThrowsAsync<ActorException>(call)).Error.Code;
}
