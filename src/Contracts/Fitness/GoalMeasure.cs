namespace Actors.Contracts.Fitness;

/// <summary>How progress entries make up where a goal stands.</summary>
[GenerateSerializer, Alias("goals.GoalMeasure")]
public enum GoalMeasure
{
    /// <summary>Entries add up: kilometres run, books read.</summary>
    Total,

    /// <summary>The latest entry counts: body weight, resting pulse.</summary>
    Latest,
}
