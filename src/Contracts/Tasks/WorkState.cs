namespace Actors.Contracts.Tasks;

/// <summary>Where the work of a task stands. The last three are final.</summary>
[GenerateSerializer, Alias("tasks.WorkState")]
public enum WorkState
{
    /// <summary>It goes on.</summary>
    Working,

    /// <summary>It waits for answers.</summary>
    InputRequired,

    /// <summary>The tool has answered, with a result or with an error of its own.</summary>
    Completed,

    /// <summary>It broke: through a fault of ours, or because it was interrupted and may not be repeated.</summary>
    Failed,

    /// <summary>Somebody called it off.</summary>
    Cancelled,
}
