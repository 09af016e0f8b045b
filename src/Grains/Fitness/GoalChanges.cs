using System.Collections.Immutable;
using Actors.Contracts.Changes;

namespace Actors.Grains.Fitness;

/// <summary>Which resources are to be looked at again after goals changed.</summary>
internal static class GoalChanges
{
    private const string All = "actors://goals";

    public static IReadOnlyList<Change> Between(ImmutableList<StoredGoal> before, ImmutableList<StoredGoal> after)
    {
        var touched = before.Except(after).Concat(after.Except(before)).DistinctBy(goal => goal.Id).Select(goal => Change.At(GoalPrompts.Address(goal))).ToList();
        var listed = before.Select(Listed).SequenceEqual(after.Select(Listed));
        return [.. touched, Change.At(All), .. listed ? Array.Empty<Change>() : [new Change { Kind = ChangeKind.Resources }]];
    }

    /// <summary>What the list of resources says of a goal.</summary>
    private static (string, string?, object) Listed(StoredGoal goal) => (goal.Id, goal.Title, goal.Status);
}
