using Actors.Contracts.A2A.Activity;
using Actors.Contracts.A2A.Contexts;

namespace Actors.Grains.A2A.Activity;

/// <summary>What can be asked of a tenant's tasks across their owners.</summary>
public interface IAgentActivity
{
    /// <summary>The tasks that fit, those that changed last first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<TaskSummary>> Tasks(string tenant, ListTaskSummaries wanted, TaskPlace? before, int limit, CancellationToken cancellation);

    /// <summary>One conversation, or null if it has no task.</summary>
    Task<ContextSummary?> Context(string tenant, string owner, string context, CancellationToken cancellation);

    /// <summary>The tasks of a conversation behind a place, in order.</summary>
    Task<IReadOnlyList<PlacedTask>> Tasks(string tenant, string owner, string context, long after, int limit, CancellationToken cancellation);

    /// <summary>The last place that is taken in a conversation; 0 if none is.</summary>
    Task<long> LastPlace(string tenant, string owner, string context, CancellationToken cancellation);

    /// <summary>The conversations that fit, those that changed last first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<ContextSummary>> Contexts(string tenant, string? owner, TaskPlace? before, int limit, CancellationToken cancellation);
}
