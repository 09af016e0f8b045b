namespace Actors.Contracts.A2A;

/// <summary>
/// One task of an agent: everything that happened to it, in order, each durable before anybody hears of it. Work goes on when the client
/// leaves, and is taken up again when the process that did it has died. Key: <see cref="GrainKeys.OwnedBy"/>.
/// </summary>
[OwnedByCaller, Alias("agent_task")]
public interface IAgentTaskGrain : IGrainWithStringKey
{
    /// <summary>
    /// Takes a message. A message that was taken before, by its id, is not taken again: the answer is the task as it stands. Answers when the
    /// task is settled, or half a minute later at most.
    /// </summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.NotFound"/> if the message names a task that is not there, <see cref="ErrorCodes.Conflict"/> if the task has
    /// ended, <see cref="ErrorCodes.InvalidArgument"/> if it belongs to another context or agent.
    /// </exception>
    [AgentOperation(Scope = Scopes.AgentsWrite, Audited = "SendMessage"), Idempotent, AlwaysInterleave, Alias("send")]
    Task<SendOutcome> Send(SendMessage request, CancellationToken cancellation);

    /// <summary>The task as it stands.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [AgentOperation(Scope = Scopes.AgentsRead), ReadOnly, AlwaysInterleave, Alias("get")]
    Task<AgentTask> Get(ReadTask request, CancellationToken cancellation);

    /// <summary>Ends the task, and the work on it. A task that was canceled before is answered as it is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>; <see cref="ErrorCodes.Conflict"/> if the task has ended otherwise.</exception>
    [AgentOperation(Scope = Scopes.AgentsWrite, Audited = "CancelTask"), Idempotent, AlwaysInterleave, Alias("cancel")]
    Task<AgentTask> Cancel(CancellationToken cancellation);

    /// <summary>
    /// The task as it stands, unless the caller has seen that, and then each change, in order, none missed and none twice, until the task has
    /// ended or waits for the client.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>; <see cref="ErrorCodes.Conflict"/> if it had ended before.</exception>
    [AgentOperation(Scope = Scopes.AgentsRead), Alias("follow")]
    IAsyncEnumerable<TaskUpdate> Follow(FollowTask request, CancellationToken cancellation);

    /// <summary>Has the task's outbox woken with each change from now on. Answers the task as it stands, without its history and artifacts.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("watch")]
    Task<AgentTask> Watch(CancellationToken cancellation);

    /// <summary>Takes up the work on the task where nobody is at it: its process may have died.</summary>
    [PlatformOnly, Idempotent, AlwaysInterleave, Alias("resume")]
    Task Resume(CancellationToken cancellation);
}
