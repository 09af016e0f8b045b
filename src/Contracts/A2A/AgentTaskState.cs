namespace Actors.Contracts.A2A;

/// <summary>Where a task stands (A2A 1.0 §4.1.3).</summary>
[GenerateSerializer, Alias("a2a.AgentTaskState")]
public enum AgentTaskState
{
    /// <summary>Received; the agent has not begun.</summary>
    Submitted,

    /// <summary>The agent is at it.</summary>
    Working,

    /// <summary>Done. Final.</summary>
    Completed,

    /// <summary>Ended by an error. Final.</summary>
    Failed,

    /// <summary>Ended because the client asked for it. Final.</summary>
    Canceled,

    /// <summary>The agent waits for a message of the client.</summary>
    InputRequired,

    /// <summary>The agent will not do it. Final.</summary>
    Rejected,

    /// <summary>The agent waits until the client has more authority.</summary>
    AuthRequired,
}
