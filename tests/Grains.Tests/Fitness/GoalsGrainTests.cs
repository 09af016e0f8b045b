using Actors.Contracts;
using Actors.Contracts.Fitness;

namespace Actors.Grains.Tests.Fitness;

/// <summary>What a person's goals grain does, and what it refuses without changing anything.</summary>
public sealed class GoalsGrainTests(ActorHost host) : IClassFixture<ActorHost>
{
    private readonly string person = Guid.NewGuid().ToString("n");

    [Fact]
    public async Task A_new_goal_replaces_the_open_one_of_its_type_and_keeps_it()
    {
        var first = await Call(goals => goals.Set(Reading(), default));
        var second = await Call(goals => goals.Set(Reading(), default));
        Assert.Equal(first.Goal.GoalId, second.ReplacedGoalId);
        Assert.Equal([GoalStatus.Open, GoalStatus.Replaced], (await List()).Goals.Select(goal => goal.Status));
        await Refused(ErrorCodes.Conflict, goals => goals.Update(new() { GoalId = first.Goal.GoalId, Target = 3 }, default));
    }

    [Fact]
    public async Task Progress_goes_to_the_goal_named_by_id_or_by_type_in_the_order_of_its_times_and_closes_it_at_the_target()
    {
        var id = (await Call(goals => goals.Set(Reading(), default))).Goal.GoalId;
        await Call(goals => goals.Track(new() { Type = "reading", Value = 4, Note = "now" }, default));
        var earlier = await Call(goals => goals.Track(new() { GoalId = id, Value = 3, At = host.Time.GetUtcNow().AddDays(-1) }, default));
        Assert.Equal(7, earlier.Goal.Current);
        Assert.Equal("now", earlier.Goal.Entries[0].Note);
        var reached = await Call(goals => goals.Track(new() { GoalId = id, Value = 5 }, default));
        Assert.Equal((GoalStatus.Reached, 100), (reached.Goal.Status, reached.Goal.Percentage));
        await Refused(ErrorCodes.Conflict, goals => goals.Track(new() { GoalId = id, Value = 1 }, default));
        Assert.Equal(GoalStatus.Open, (await Call(goals => goals.Update(new() { GoalId = id, Target = 20 }, default))).Goal.Status);
    }

    [Fact]
    public async Task What_is_wrong_is_refused_and_changes_nothing()
    {
        var id = (await Call(goals => goals.Set(Reading(), default))).Goal.GoalId;
        var yesterday = DateOnly.FromDateTime(host.Time.GetUtcNow().UtcDateTime).AddDays(-1);
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Set(Reading() with { Deadline = yesterday }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Set(Reading() with { Start = 12 }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Set(Reading() with { Start = 20 }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Update(new() { GoalId = id, Target = -3 }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Track(new() { Value = 1 }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Track(new() { GoalId = id, Type = "reading", Value = 1 }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Track(new() { GoalId = id, Value = 1, At = host.Time.GetUtcNow().AddHours(1) }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Update(new() { GoalId = id, Status = GoalStatus.Replaced }, default));
        await Refused(ErrorCodes.InvalidArgument, goals => goals.Update(new() { GoalId = id, Deadline = yesterday.AddDays(9), ClearDeadline = true }, default));
        await Refused(ErrorCodes.NotFound, goals => goals.Track(new() { Type = "swimming", Value = 1 }, default));
        await Refused(ErrorCodes.NotFound, goals => goals.Delete(new() { GoalId = "g_nobody" }, default));
    }

    [Fact]
    public async Task A_goal_survives_a_restart_and_is_gone_when_deleted()
    {
        var id = (await Call(goals => goals.Set(Reading() with { Title = "Read more" }, default))).Goal.GoalId;
        await host.Restart();
        Assert.Equal("Read more", Assert.Single((await List()).Goals).Title);
        await Call(goals => goals.Delete(new() { GoalId = id }, default));
        Assert.Equal(0, (await List()).Total);
    }

    [Fact]
    public async Task Another_persons_goal_is_not_found_and_a_list_is_bounded()
    {
        var id = (await Call(goals => goals.Set(Reading(), default))).Goal.GoalId;
        for (var i = 0; i < 3; i++) await Call(goals => goals.Set(Reading() with { Type = $"reading_{i}" }, default));
        Assert.Equal((2, 4), ((await List(limit: 2)).Goals.Count, (await List(limit: 2)).Total));

        var stranger = new GoalsGrainTests(host);
        await stranger.Refused(ErrorCodes.NotFound, goals => goals.Update(new() { GoalId = id, Target = 1 }, default));
    }

    private static SetGoal Reading() => new() { Type = "reading", Target = 12, Unit = "books" };

    private Task<GoalList> List(int? limit = null) => Call(goals => goals.List(new() { Limit = limit }, default));

    private async Task<T> Call<T>(Func<IGoalsGrain, Task<T>> call)
    {
        using var _ = new Caller
        {
            Tenant = "acme", User = person, Client = "test", Scopes = [Scopes.FitnessRead, Scopes.FitnessWrite], CorrelationId = "test",
        }.Enter();
        return await call(host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User("acme", person)));
    }

    private async Task Refused<T>(string code, Func<IGoalsGrain, Task<T>> call)
    {
        var before = await List();
        Assert.Equal(code, (await Assert.ThrowsAsync<ActorException>(() => Call(call))).Error.Code);
        var after = await List();
        Assert.Equal(before.Goals.Select(g => (g.GoalId, g.Status, g.Current, g.Target)), after.Goals.Select(g => (g.GoalId, g.Status, g.Current, g.Target)));
    }
}
