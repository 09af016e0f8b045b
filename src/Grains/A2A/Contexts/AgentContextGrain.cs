using Actors.Contracts;
using Actors.Contracts.A2A.Contexts;
using Actors.Grains.A2A.Activity;

namespace Actors.Grains.A2A.Contexts;

/// <inheritdoc cref="IAgentContextGrain"/>
/// <remarks>What it knows is what its tasks have stored. Should two activations give the same place, the database takes one task and refuses the other.</remarks>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class AgentContextGrain(IAgentActivity activity) : Grain, IAgentContextGrain
{
    private const int PageSize = 50;

    private string tenant = "", owner = "", context = "";
    private long last;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        (tenant, owner, context) = (GrainKeys.TenantOf(key), GrainKeys.OwnerOf(key), GrainKeys.ContextOf(key));
        last = await activity.LastPlace(tenant, owner, context, cancellationToken);
    }

    /// <inheritdoc />
    public Task<long> Join(CancellationToken cancellation) => Task.FromResult(++last);

    /// <inheritdoc />
    public async Task<AgentContext> Read(ReadContext request, CancellationToken cancellation)
    {
        if (await activity.Context(tenant, owner, context, cancellation) is not { } summary)
        {
            if (last == 0) DeactivateOnIdle();
            throw ActorException.NotFound("There is no such conversation. list_agent_contexts names those that there are.");
        }
        var limit = request.Limit ?? PageSize;
        var tasks = await activity.Tasks(tenant, owner, context, request.After ?? 0, limit + 1, cancellation);
        return new() { Summary = summary, Tasks = [.. tasks.Take(limit)], Next = tasks.Count > limit ? tasks[limit - 1].Place : null };
    }
}
