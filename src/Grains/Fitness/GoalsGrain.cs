using System.Collections.Immutable;
using System.Security.Cryptography;
using Actors.Contracts;
using Actors.Contracts.Content;
using Actors.Contracts.Fitness;
using Actors.Grains.Changes;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Fitness;

/// <inheritdoc cref="IGoalsGrain"/>
[PreferLocalPlacement]
public sealed class GoalsGrain([PersistentState("goals")] IPersistentState<GoalsState> state, TimeProvider time) : Grain, IGoalsGrain
{
    private const int MaxGoals = 200;
    private const int MaxEntries = 1000;
    private const int MaxEntriesInAll = 5000;
    private const int DefaultListed = 50;
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    private DateTimeOffset Now => time.GetUtcNow();

    /// <inheritdoc />
    public async Task<GoalChange> Set(SetGoal request, CancellationToken cancellation)
    {
        if (state.State.Goals.Count >= MaxGoals)
            throw new ActorException(ErrorCodes.LimitReached, $"There are {MaxGoals} goals already; delete one first.", ("limit", "200 goals"));
        var goal = new StoredGoal
        {
            Id = NewId(),
            Type = request.Type,
            Title = request.Title,
            Start = request.Start ?? 0,
            Target = request.Target,
            Unit = request.Unit,
            Measure = request.Measure ?? GoalMeasure.Total,
            Deadline = request.Deadline,
            Status = GoalStatus.Open,
            CreatedAt = Now,
        };
        Demand(goal);
        DemandDeadline(request.Deadline);

        var replaced = Open(request.Type);
        var goals = replaced is null ? state.State.Goals : state.State.Goals.Replace(replaced, replaced with { Status = GoalStatus.Replaced, ClosedAt = Now });
        await Save(goals.Add(goal));
        return Changed(goal, replaced is null ? "The goal is set." : "The goal is set and replaces the one of the same type that was open.", replaced?.Id);
    }

    /// <inheritdoc />
    public Task<GoalList> List(ListGoals request, CancellationToken cancellation)
    {
        var matching = state.State.Goals.FindAll(goal =>
            (request.Status is null || goal.Status == request.Status) && (request.Type is null || goal.Type == request.Type));
        var shown = matching.Reverse().Take(request.Limit ?? DefaultListed);
        return Task.FromResult(new GoalList { Goals = [.. shown.Select(goal => goal.View(Now))], Total = matching.Count });
    }

    /// <inheritdoc />
    public Task<Goal> Get(GetGoal request, CancellationToken cancellation) => Task.FromResult(Find(request.GoalId).View(Now));

    /// <inheritdoc />
    public Task<ResourceEntries> Addresses(CancellationToken cancellation) => Task.FromResult(new ResourceEntries
    {
        Entries = [.. state.State.Goals.Reverse().Select(goal => new ResourceEntry { Uri = GoalPrompts.Address(goal), Title = goal.Title ?? goal.Type, Description = GoalPrompts.Standing(goal) })],
    });

    /// <inheritdoc />
    public Task<PromptMessages> Review(ReviewGoals request, CancellationToken cancellation) => Task.FromResult(GoalPrompts.Review(
        [.. state.State.Goals.Where(goal => goal.Status == GoalStatus.Open && (request.Type is null || goal.Type == request.Type)).Select(goal => goal.View(Now))]));

    /// <inheritdoc />
    public Task<PromptMessages> Plan(PlanGoal request, CancellationToken cancellation) =>
        Task.FromResult(GoalPrompts.Plan(request, [.. state.State.Goals.Where(goal => goal.Status == GoalStatus.Open).Select(goal => goal.Type)]));

    /// <inheritdoc />
    public Task<Completions> CompleteGoalId(CompletionRequest request, CancellationToken cancellation) => Task.FromResult(new Completions
    {
        Values = [.. state.State.Goals.Reverse().Where(goal => Begins(goal.Id, request) || Begins(goal.Type, request) || Begins(goal.Title, request)).Select(goal => goal.Id)],
    });

    /// <inheritdoc />
    public Task<Completions> CompleteType(CompletionRequest request, CancellationToken cancellation) => Task.FromResult(new Completions
    {
        Values = [.. state.State.Goals.Reverse().Select(goal => goal.Type).Where(type => Begins(type, request)).Distinct()],
    });

    /// <inheritdoc />
    public async Task<GoalChange> Update(UpdateGoal request, CancellationToken cancellation)
    {
        var before = Find(request.GoalId);
        if (before.Status == GoalStatus.Replaced)
            throw new ActorException(ErrorCodes.Conflict, "This goal was replaced by a newer one; update that one instead.");
        if (request.Deadline is not null && request.ClearDeadline == true)
            throw ActorException.InvalidArgument("clearDeadline", "Give a deadline or clear it, not both.");
        DemandDeadline(request.Deadline);

        var after = before with
        {
            Title = request.Title ?? before.Title,
            Target = request.Target ?? before.Target,
            Unit = request.Unit ?? before.Unit,
            Deadline = request.ClearDeadline == true ? null : request.Deadline ?? before.Deadline,
        };
        if (request.Target is not null) Demand(after);
        after = WithStatus(after, request.Status);
        if (after == before) return Changed(before, "Nothing was to be changed.");
        await Replace(before, after);
        return Changed(after, after.Status != before.Status ? Words(after) : "The goal is updated.");
    }

    /// <inheritdoc />
    public async Task<GoalChange> Delete(DeleteGoal request, CancellationToken cancellation)
    {
        var goal = Find(request.GoalId);
        await Save(state.State.Goals.Remove(goal));
        return Changed(goal, "The goal and its progress are deleted.");
    }

    /// <inheritdoc />
    public async Task<GoalChange> Track(TrackProgress request, CancellationToken cancellation)
    {
        var goal = Tracked(request);
        var at = (request.At ?? Now).ToUniversalTime();
        if (at > Now + ClockSkew)
            throw ActorException.InvalidArgument("at", "Progress cannot be in the future; leave 'at' out to mean now.");
        if (goal.Entries.Count >= MaxEntries)
            throw new ActorException(ErrorCodes.LimitReached, $"This goal has {MaxEntries} entries already; set a new one to go on.", ("limit", "1000 entries"));
        if (state.State.Goals.Sum(g => g.Entries.Count) >= MaxEntriesInAll)
            throw new ActorException(ErrorCodes.LimitReached, $"There are {MaxEntriesInAll} entries in all; delete a goal first.", ("limit", "5000 entries"));

        var later = goal.Entries.FindIndex(entry => entry.At > at);
        var entry = new ProgressEntry { At = at, Value = request.Value, Note = request.Note };
        var tracked = goal with { Entries = goal.Entries.Insert(later < 0 ? goal.Entries.Count : later, entry) };
        if (!double.IsFinite(GoalMath.Current(tracked)))
            throw ActorException.InvalidArgument("value", "The total would be too large a number.");
        tracked = Close(tracked);
        await Replace(goal, tracked);
        return Changed(tracked, tracked.Status == GoalStatus.Reached ? "The target is reached." : "The progress is recorded.");
    }

    private StoredGoal Tracked(TrackProgress request)
    {
        if (request.GoalId is null == request.Type is null)
            throw ActorException.InvalidArgument("goalId", "Say which goal: give either goalId or type.");
        var goal = request.GoalId is { } id ? Find(id) : Open(request.Type!);
        if (goal is null)
        {
            var open = string.Join(", ", state.State.Goals.Where(g => g.Status == GoalStatus.Open).Select(g => g.Type));
            throw ActorException.NotFound(open.Length == 0 ? "No goal is open; set one first." : $"No goal of this type is open; open are {open}.");
        }
        return goal.Status == GoalStatus.Open ? goal
            : throw new ActorException(ErrorCodes.Conflict, $"This goal is {goal.Status.ToString().ToLowerInvariant()}. Open it with update_goal, or set a new one.");
    }

    /// <summary>The goal with the status that was asked for, or the one that follows from a changed target.</summary>
    private StoredGoal WithStatus(StoredGoal goal, GoalStatus? wanted)
    {
        if (wanted == GoalStatus.Replaced)
            throw ActorException.InvalidArgument("status", "A goal becomes replaced by setting another of its type; use abandoned to give it up.");
        if (wanted is GoalStatus.Reached or GoalStatus.Abandoned)
            return goal.Status == wanted ? goal : goal with { Status = wanted.Value, ClosedAt = Now };

        var opens = goal.Status != GoalStatus.Open && (wanted == GoalStatus.Open || (goal.Status == GoalStatus.Reached && !GoalMath.IsReached(goal)));
        if (!opens) return Close(goal);
        if (Open(goal.Type) is { } other)
            throw new ActorException(ErrorCodes.Conflict, $"Another goal of the type {goal.Type} is open; abandon it first.", ("goalId", other.Id));
        if (GoalMath.IsReached(goal))
            throw new ActorException(ErrorCodes.Conflict, "The target is reached; give a farther target to open the goal again.");
        return goal with { Status = GoalStatus.Open, ClosedAt = null };
    }

    /// <summary>Closes an open goal that has reached its target.</summary>
    private StoredGoal Close(StoredGoal goal) =>
        goal.Status == GoalStatus.Open && GoalMath.IsReached(goal) ? goal with { Status = GoalStatus.Reached, ClosedAt = Now } : goal;

    private static string Words(StoredGoal goal) => goal.Status switch
    {
        GoalStatus.Open => "The goal is open again.",
        GoalStatus.Abandoned => "The goal is abandoned; its history is kept.",
        _ => "The goal is reached.",
    };

    private static void Demand(StoredGoal goal)
    {
        if (goal.Target == goal.Start)
            throw ActorException.InvalidArgument("target", $"The target must differ from the start, which is {goal.Start}.");
        if (goal.Measure == GoalMeasure.Total && goal.Target < goal.Start)
            throw ActorException.InvalidArgument("target", $"A total grows, so the target lies above the start, which is {goal.Start}. For a value that is to fall, such as a weight, set measure to latest.");
    }

    private void DemandDeadline(DateOnly? deadline)
    {
        if (deadline < DateOnly.FromDateTime(Now.UtcDateTime))
            throw ActorException.InvalidArgument("deadline", "The deadline has passed already; give today or a later day, in UTC.");
    }

    private static bool Begins(string? text, CompletionRequest typed) => text?.StartsWith(typed.Value, StringComparison.OrdinalIgnoreCase) == true;

    private StoredGoal? Open(string type) => state.State.Goals.Find(goal => goal.Type == type && goal.Status == GoalStatus.Open);

    private StoredGoal Find(string id) =>
        state.State.Goals.Find(goal => goal.Id == id) ?? throw ActorException.NotFound("There is no goal with this goalId; list_goals names those there are.");

    private Task Replace(StoredGoal before, StoredGoal after) => Save(state.State.Goals.Replace(before, after));

    private async Task Save(ImmutableList<StoredGoal> goals)
    {
        var before = state.State.Goals;
        await state.Save(state.State with { Goals = goals }, this);
        await GrainFactory.Publish(this.GetPrimaryKeyString(), GoalChanges.Between(before, goals));
    }

    private GoalChange Changed(StoredGoal goal, string summary, string? replaced = null) =>
        new() { Summary = summary, Goal = goal.View(Now), ReplacedGoalId = replaced };

    private static string NewId() => "g_" + RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz234567", 10);
}
