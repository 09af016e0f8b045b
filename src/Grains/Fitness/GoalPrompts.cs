using System.Text;
using Actors.Contracts.Content;
using Actors.Contracts.Fitness;

namespace Actors.Grains.Fitness;

/// <summary>What the prompts about goals say to a model.</summary>
internal static class GoalPrompts
{
    /// <summary>What tells a goal from others in a list.</summary>
    public static string Standing(StoredGoal goal) => string.Create(Invariant,
        $"{goal.Type}, {goal.Status.ToString().ToLowerInvariant()}: {GoalMath.Current(goal):0.##} of {goal.Target:0.##} {goal.Unit}, set on {goal.CreatedAt:yyyy-MM-dd}");

    /// <summary>Where a goal can be read.</summary>
    public static string Address(StoredGoal goal) => $"actors://goals/{goal.Id}";

    /// <summary>The open goals as they stand, each with the resource that has the rest.</summary>
    public static PromptMessages Review(IReadOnlyList<Goal> goals)
    {
        if (goals.Count == 0)
            return Say("I have no open goal of this kind. Ask me what I would like to achieve, and propose one goal that can be measured.");
        var text = new StringBuilder("These are my open goals, as they stand now:\n");
        foreach (var goal in goals)
        {
            text.Append(Invariant, $"- {goal.Title ?? goal.Type}: {goal.Current} of {goal.Target} {goal.Unit}, {goal.Percentage} % of the way");
            if (goal.Deadline is { } deadline) text.Append(Invariant, $", due {deadline:yyyy-MM-dd}");
            text.Append(Invariant, $", {Words(goal.Pace.Verdict)} (goalId {goal.GoalId})\n");
        }
        text.Append("Tell me what goes well, what lags behind and why, and the one thing to do next for each. Ask before you change a goal.");
        return new()
        {
            Messages = [PromptMessage.FromUser(ContentBlock.OfText(text.ToString())), .. goals.Select(goal => PromptMessage.FromUser(ContentBlock.LinkTo($"actors://goals/{goal.GoalId}", "goal", "application/json")))],
        };
    }

    /// <summary>The wish, and what makes it a goal.</summary>
    public static PromptMessages Plan(PlanGoal plan, IReadOnlyList<string> open)
    {
        var by = plan.By is null ? "" : $", by {plan.By}";
        var taken = open.Count == 0 ? "" : $" I pursue already: {string.Join(", ", open)}; a new goal of one of these types would replace it.";
        return Say($"I wish: {plan.Wish}{by}. Turn it into one goal that can be measured: a type in snake_case, a target with its unit, where I start from, "
            + $"and a deadline. Ask what you need to know, show me the goal, and set it with set_goal when I agree.{taken}");
    }

    private static string Words(PaceVerdict verdict) => verdict switch
    {
        PaceVerdict.Ahead => "ahead of its pace",
        PaceVerdict.OnTrack => "on track",
        PaceVerdict.Behind => "behind its pace",
        PaceVerdict.Missed => "its deadline missed",
        PaceVerdict.Done => "done",
        _ => "without a deadline",
    };

    private static PromptMessages Say(string text) => new() { Messages = [PromptMessage.FromUser(ContentBlock.OfText(text))] };

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
