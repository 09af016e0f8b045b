using Actors.Contracts.Fitness;

namespace Actors.Grains.Fitness;

/// <summary>A stored goal as callers see it.</summary>
internal static class GoalViews
{
    private const int EntriesShown = 20;

    public static Goal View(this StoredGoal goal, DateTimeOffset now) => new()
    {
        GoalId = goal.Id,
        Type = goal.Type,
        Title = goal.Title,
        Status = goal.Status,
        Start = goal.Start,
        Current = GoalMath.Current(goal),
        Target = goal.Target,
        Unit = goal.Unit,
        Measure = goal.Measure,
        Percentage = GoalMath.Percentage(goal),
        Pace = GoalMath.Pace(goal, now),
        Deadline = goal.Deadline,
        CreatedAt = goal.CreatedAt,
        ClosedAt = goal.ClosedAt,
        EntryCount = goal.Entries.Count,
        Entries = [.. goal.Entries.TakeLast(EntriesShown).Reverse()],
    };
}
