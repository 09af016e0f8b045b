using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Secrets;

/// <inheritdoc cref="IDataKeysGrain"/>
public sealed class DataKeysGrain([PersistentState("data_keys")] IPersistentState<DataKeysState> state, MasterKeys masters, TimeProvider time)
    : Grain, IDataKeysGrain
{
    /// <summary>Longer than any call takes that was given the key, and than the answers live that are kept for repeated calls.</summary>
    private static readonly TimeSpan SealingEnds = TimeSpan.FromHours(25);

    private DataKeyWrap Wrap => new(masters, GrainKeys.TenantOf(this.GetPrimaryKeyString()));

    /// <inheritdoc />
    public async Task<WrappedDataKey> Current(CancellationToken cancellation)
    {
        if (state.State.DestroyedAt is not null) throw ActorException.NotFound("There is no such tenant any more.");
        if (state.State.Keys.IsEmpty) await state.Save(state.State with { Keys = [NewKey()] }, this);
        return state.State.Keys[0].Key;
    }

    /// <inheritdoc />
    public Task<WrappedDataKey?> Find(string id, CancellationToken cancellation) =>
        Task.FromResult(state.State.Keys.Find(key => key.Key.Id == id)?.Key);

    /// <inheritdoc />
    public async Task Retire(CancellationToken cancellation)
    {
        await Current(cancellation);
        var keys = state.State.Keys;
        await state.Save(state.State with { Keys = keys.SetItem(0, keys[0] with { RetiredAt = time.GetUtcNow() }).Insert(0, NewKey()) }, this);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<DataKey>> List(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<DataKey>>(
        [.. state.State.Keys.Select(key => new DataKey { Id = key.Key.Id, MasterKey = Wrap.MasterKeyOf(key.Key), CreatedAt = key.CreatedAt, RetiredAt = key.RetiredAt })]);

    /// <inheritdoc />
    public async Task Forget(IReadOnlyList<string> ids, CancellationToken cancellation)
    {
        var idle = time.GetUtcNow() - SealingEnds;
        var kept = state.State.Keys.RemoveAll(key => key.RetiredAt <= idle && ids.Contains(key.Key.Id));
        if (kept != state.State.Keys) await state.Save(state.State with { Keys = kept }, this);
    }

    /// <inheritdoc />
    public async Task<int> Rewrap(CancellationToken cancellation)
    {
        var keys = state.State.Keys.ConvertAll(key => Wrap.Rewrap(key.Key) is { } wrapped ? key with { Key = key.Key with { Wrapped = wrapped } } : key);
        var rewrapped = keys.Zip(state.State.Keys).Count(pair => pair.First != pair.Second);
        if (rewrapped > 0) await state.Save(state.State with { Keys = keys }, this);
        return rewrapped;
    }

    /// <inheritdoc />
    public async Task Destroy(CancellationToken cancellation)
    {
        if (GrainKeys.TenantOf(this.GetPrimaryKeyString()) == GrainKeys.Platform)
            throw ActorException.InvalidArgument("tenant", "The platform's own keys cannot be destroyed.");
        if (state.State.DestroyedAt is null) await state.Save(new DataKeysState { DestroyedAt = time.GetUtcNow() }, this);
    }

    private StoredDataKey NewKey()
    {
        var id = SecretText.NewId();
        return new() { Key = new() { Id = id, Wrapped = Wrap.New(id) }, CreatedAt = time.GetUtcNow() };
    }
}
