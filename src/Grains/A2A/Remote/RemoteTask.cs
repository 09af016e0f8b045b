using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>What an agent elsewhere answered: a task as it stands there, or a reply.</summary>
/// <param name="Id">The task's id there; null for a reply.</param>
/// <param name="ContextId">The conversation there.</param>
/// <param name="State">Where the task stands.</param>
/// <param name="Saying">What the agent says about it, or the reply.</param>
/// <param name="Artifacts">What the task has made.</param>
/// <param name="Since">What tells this status from an earlier one of the same state: its time, as it was written.</param>
internal sealed record RemoteTask(string? Id, string? ContextId, AgentTaskState State, IReadOnlyList<Part>? Saying, IReadOnlyList<Artifact> Artifacts, string? Since = null)
{
    /// <summary>Whether the agent there is done for now.</summary>
    public bool IsSettled => State is not (AgentTaskState.Submitted or AgentTaskState.Working);

    /// <summary>What is the same where the same status is told twice, by a stream and by an answer.</summary>
    public string News => $"{State} {Since} {string.Concat(Saying?.Select(part => part.Text) ?? [])}";
}
