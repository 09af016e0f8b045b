using Actors.Contracts;
using Actors.Contracts.A2A.Push;

namespace Actors.Grains.A2A.Push;

/// <inheritdoc cref="IPushesGrain"/>
public sealed class PushesGrain(IPushQueue queue) : Grain, IPushesGrain
{
    private const int MostTasks = 100;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public async Task<PushConfigList> ListFailed(CancellationToken cancellation)
    {
        var tasks = await queue.GivenUp(GrainKeys.TenantOf(Key), GrainKeys.LocalPartOf(Key), MostTasks, cancellation);
        var lists = await Task.WhenAll(tasks.Select(task => GrainFactory.GetGrain<IPushOutboxGrain>(task).List(cancellation)));
        return new() { Pushes = [.. lists.SelectMany(list => list.Pushes).Where(push => push.GaveUpAt is not null)] };
    }

    /// <inheritdoc />
    public Task<PushConfig> Retry(NamedPush request, CancellationToken cancellation) =>
        GrainFactory.GetGrain<IPushOutboxGrain>(GrainKeys.OwnedBy(GrainKeys.TenantOf(Key), GrainKeys.LocalPartOf(Key), request.TaskId)).Retry(request.PushId, cancellation);
}
