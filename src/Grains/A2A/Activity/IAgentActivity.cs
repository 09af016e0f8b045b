using Actors.Contracts.A2A.Activity;

namespace Actors.Grains.A2A.Activity;

/// <summary>What can be asked of a tenant's tasks across their owners.</summary>
public interface IAgentActivity
{
    /// <summary>The tasks that fit, those that changed last first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<TaskSummary>> Tasks(string tenant, ListTaskSummaries wanted, TaskPlace? before, int limit, CancellationToken cancellation);

    /// <summary>The conversations that fit, those that changed last first, behind <paramref name="before"/>.</summary>
    Task<IReadOnlyList<ContextSummary>> Contexts(string tenant, string? owner, TaskPlace? before, int limit, CancellationToken cancellation);
}
