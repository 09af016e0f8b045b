using Actors.Contracts;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Secrets;

/// <inheritdoc cref="IMasterKeyGrain"/>
public sealed class MasterKeyGrain(MasterKeys masters, SealedStates states, IStoredStates stored) : Grain, IMasterKeyGrain
{
    private const string DataKeys = "data_keys";
    private const int MostAtOnce = 2_000;
    private const int Together = 16;

    /// <inheritdoc />
    public async Task<MasterKeyReport> Rewrap(CancellationToken cancellation)
    {
        using var _ = Caller.Platform(Caller.Current!.CorrelationId).Enter();
        var current = masters.Current.Id;
        var earlier = masters.All.Select(key => key.Id).Where(id => id != current).ToArray();

        var rewrapped = 0;
        foreach (var id in earlier) rewrapped += await RewrapAllUnder(id, MostAtOnce - rewrapped, cancellation);
        var resealed = await states.ResealAll(tenant: null, SecretBox.BeginningBefore, MostAtOnce, cancellation);

        var needed = new List<string>();
        foreach (var id in earlier)
            if (await IsNeeded(id, cancellation)) needed.Add(id);
        return new()
        {
            Current = current, StillNeeded = needed, Rewrapped = rewrapped, Resealed = resealed, More = rewrapped == MostAtOnce || resealed == MostAtOnce,
        };
    }

    private async Task<int> RewrapAllUnder(string masterKey, int limit, CancellationToken cancellation)
    {
        if (limit == 0) return 0;
        var tenants = await stored.Holding(DataKeys, tenant: null, Wrapped(masterKey), "", limit, cancellation);
        foreach (var some in tenants.Chunk(Together))
            await Task.WhenAll(some.Select(key => GrainFactory.GetGrain<IDataKeysGrain>(key).Rewrap(cancellation)));
        return tenants.Count;
    }

    private async Task<bool> IsNeeded(string masterKey, CancellationToken cancellation) =>
        (await stored.Holding(DataKeys, tenant: null, Wrapped(masterKey), "", 1, cancellation)).Count > 0
        || await states.Any(tenant: null, $"{SecretBox.BeginningBefore}{masterKey}.", cancellation);

    private static string Wrapped(string masterKey) => $"\"{DataKeyWrap.Beginning(masterKey)}";
}
