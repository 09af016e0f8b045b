using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IUsedOnceGrain"/>
[PreferLocalPlacement]
public sealed class UsedOnceGrain([PersistentState("used_once")] IPersistentState<UsedOnceState> state, TimeProvider time) : Grain, IUsedOnceGrain
{
    /// <inheritdoc />
    public async Task<bool> Use(DateTimeOffset until, CancellationToken cancellation)
    {
        if (state.State.Until is not null) return false;
        await state.Save(new UsedOnceState { Until = until }, this);
        return true;
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(state.State.Until <= time.GetUtcNow() - Lifetimes.ReplayWatch, this);
}
