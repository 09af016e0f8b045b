using System.Runtime.ExceptionServices;
using Actors.Contracts;

namespace Actors.Silo.Cluster;

/// <summary>
/// Orleans wraps what a grain storage throws, on its way to the caller and where an activation fails. A caller gets the error
/// itself, as the embedded runtime gives it: that Postgres is away, and whether anything was changed.
/// </summary>
internal sealed class StorageErrors : IOutgoingGrainCallFilter
{
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (OrleansException wrapped) when (wrapped.InnerException is ActorException)
        {
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
        }
    }
}
