using Actors.Contracts.Fitness;

namespace Actors.Grains.Fitness;

/// <summary>What follows from a goal and its entries. Works alike towards a higher target and a lower one.</summary>
public static class GoalMath
{
    private const double Tolerance = 0.05;

    /// <summary>Where the goal stands: the start and all entries added up, or the latest entry.</summary>
    public static double Current(StoredGoal goal) => goal.Measure switch
    {
        _ when goal.Entries.IsEmpty => goal.Start,
        GoalMeasure.Latest => goal.Entries[^1].Value,
        // Sorted by size first: floating-point sums depend on their order, and a total must not.
        _ => goal.Start + goal.Entries.Select(entry => entry.Value).Order().Sum(),
    };

    /// <summary>Whether the target is reached or passed.</summary>
    public static bool IsReached(StoredGoal goal) => goal.Target >= goal.Start ? Current(goal) >= goal.Target : Current(goal) <= goal.Target;

    /// <summary>How much of the way is done: 0 to 100 to one decimal, 100 only when the target is reached.</summary>
    public static double Percentage(StoredGoal goal)
    {
        if (IsReached(goal)) return 100;
        var done = (Current(goal) - goal.Start) / (goal.Target - goal.Start);
        return Math.Clamp(Math.Round(done * 100, 1), 0, 99.9) + 0.0; // no negative zero
    }

    /// <summary>The pace up to <paramref name="now"/>, or up to when the goal was closed.</summary>
    public static Pace Pace(StoredGoal goal, DateTimeOffset now)
    {
        var today = Day(goal.ClosedAt ?? now);
        var elapsed = Math.Max(1, today.DayNumber - Day(goal.CreatedAt).DayNumber + 1); // a clock can be set back
        var perDay = (Current(goal) - goal.Start) / elapsed;
        var left = goal.Target - Current(goal);
        var reached = IsReached(goal);
        var daysLeft = goal.Deadline is { } deadline ? deadline.DayNumber - today.DayNumber + 1 : (int?)null;
        return new()
        {
            PerDay = Tidy(perDay),
            RequiredPerDay = !reached && daysLeft > 0 ? Tidy(left / daysLeft.Value) : null,
            ProjectedCompletion = reached ? null : Projection(today, left / perDay),
            Verdict = Verdict(goal, reached, elapsed, daysLeft),
        };
    }

    private static PaceVerdict Verdict(StoredGoal goal, bool reached, int elapsed, int? daysLeft)
    {
        if (reached || goal.Status == GoalStatus.Reached) return PaceVerdict.Done;
        if (daysLeft is not { } left) return PaceVerdict.NoDeadline;
        if (left <= 0) return PaceVerdict.Missed;
        var even = (elapsed - 1.0) / (elapsed + left - 1);
        var done = (Current(goal) - goal.Start) / (goal.Target - goal.Start);
        return done > even * (1 + Tolerance) ? PaceVerdict.Ahead : done >= even * (1 - Tolerance) ? PaceVerdict.OnTrack : PaceVerdict.Behind;
    }

    private static DateOnly? Projection(DateOnly today, double days) =>
        double.IsFinite(days) && days > 0 && days < DateOnly.MaxValue.DayNumber - today.DayNumber - 1 ? today.AddDays((int)Math.Ceiling(days)) : null;

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static double Tidy(double value) => Math.Round(value, 4);
}
