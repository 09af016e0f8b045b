using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IUserCodeGrain"/>
[PreferLocalPlacement]
public sealed class UserCodeGrain([PersistentState("user_code")] IPersistentState<UserCodeState> state, TimeProvider time) : Grain, IUserCodeGrain
{
    private string? Stands => time.GetUtcNow() < state.State.Until ? state.State.Device : null;

    /// <inheritdoc />
    public async Task<bool> Take(string device, DateTimeOffset until, CancellationToken cancellation)
    {
        if (Stands is null) await state.Save(new UserCodeState { Device = device, Until = until }, this);
        return Stands == device;
    }

    /// <inheritdoc />
    public Task<string?> Device(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(Stands);
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(Stands is null, this);
}
