using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.A2A.Activity;
using Actors.Contracts.A2A.Contexts;

namespace Actors.Grains.A2A.Activity;

/// <inheritdoc cref="IAgentActivityGrain"/>
public sealed class AgentActivityGrain(IAgentActivity activity) : Grain, IAgentActivityGrain
{
    private const int PageSize = 50;

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<TaskSummaryList> Tasks(ListTaskSummaries request, CancellationToken cancellation)
    {
        var limit = request.Limit ?? PageSize;
        var found = await activity.Tasks(Tenant, request, Place(request.After), limit + 1, cancellation);
        return new() { Tasks = [.. found.Take(limit)], Next = found.Count > limit ? After(found[limit - 1].StatusAt, found[limit - 1].TaskId) : null };
    }

    /// <inheritdoc />
    public async Task<ContextSummaryList> Contexts(ListContextSummaries request, CancellationToken cancellation)
    {
        var limit = request.Limit ?? PageSize;
        var found = await activity.Contexts(Tenant, request.Owner, Place(request.After), limit + 1, cancellation);
        return new() { Contexts = [.. found.Take(limit)], Next = found.Count > limit ? After(found[limit - 1].ChangedAt, found[limit - 1].ContextId) : null };
    }

    /// <inheritdoc />
    public async Task<AgentContext> Context(ReadContext request, CancellationToken cancellation)
    {
        var key = GrainKeys.Context(Tenant, request.Owner ?? Caller.Current!.Owner, request.ContextId);
        using var _ = Caller.EnterPlatform();
        return await GrainFactory.GetGrain<IAgentContextGrain>(key).Read(request, cancellation);
    }

    private static string After(DateTimeOffset at, string id) => string.Create(CultureInfo.InvariantCulture, $"{at.UtcTicks} {id}");

    private static TaskPlace? Place(string? after)
    {
        if (after is null) return null;
        return after.Split(' ', 2) is [var at, { Length: > 0 } id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new TaskPlace(id, new(ticks, TimeSpan.Zero))
            : throw ActorException.InvalidArgument("after", "There is no such page. Take next of the page before, or leave after out.");
    }
}
