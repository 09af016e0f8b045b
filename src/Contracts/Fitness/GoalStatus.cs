namespace Actors.Contracts.Fitness;

/// <summary>Where a goal is in its life.</summary>
[GenerateSerializer, Alias("goals.GoalStatus")]
public enum GoalStatus
{
    /// <summary>Being pursued.</summary>
    Open,

    /// <summary>The target was reached.</summary>
    Reached,

    /// <summary>A newer goal of the same type took its place.</summary>
    Replaced,

    /// <summary>Given up.</summary>
    Abandoned,
}
