namespace Actors.Contracts.A2A.Contexts;

/// <summary>
/// One conversation with agents: it gives each task that begins in it its place, one after the other. The place is stored with the task's
/// first entry, by the same statement, so that no death can part the two. Key: <see cref="GrainKeys.Context"/>.
/// </summary>
[PlatformOnly, Alias("agent_context")]
public interface IAgentContextGrain : IGrainWithStringKey
{
    /// <summary>The place of a task that is about to begin: greater than those of all before it, and given to no other.</summary>
    [AlwaysInterleave, Alias("join")]
    Task<long> Join(CancellationToken cancellation);

    /// <summary>The conversation's tasks in the order in which they began, and what they add up to.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> if no task began in it, or none is kept any more.</exception>
    [ReadOnly, Alias("read")]
    Task<AgentContext> Read(ReadContext request, CancellationToken cancellation);
}
