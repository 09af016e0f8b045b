using Actors.Contracts;
using Actors.Contracts.Secrets;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Secrets;

/// <inheritdoc cref="IDataKeyRotationGrain"/>
/// <remarks>Apart from <see cref="DataKeysGrain"/>, which the grains that seal anew are asking meanwhile.</remarks>
public sealed class DataKeyRotationGrain(SealedStates states) : Grain, IDataKeyRotationGrain
{
    private const int MostAtOnce = 2_000;

    private string Key => this.GetPrimaryKeyString();

    private IDataKeysGrain Keys => GrainFactory.GetGrain<IDataKeysGrain>(Key);

    /// <inheritdoc />
    public async Task<DataKeyRotation> Rotate(CancellationToken cancellation)
    {
        using var _ = Caller.Platform(Caller.Current!.CorrelationId).Enter();
        await Keys.Retire(cancellation);
        return await Finish(cancellation);
    }

    /// <inheritdoc />
    public async Task<DataKeyRotation> Finish(CancellationToken cancellation)
    {
        using var _ = Caller.Platform(Caller.Current!.CorrelationId).Enter();
        var (resealed, unused) = (0, new List<string>());
        foreach (var key in await Keys.List(cancellation))
        {
            if (key.RetiredAt is null) continue;
            var found = await states.ResealAll(GrainKeys.TenantOf(Key), SecretBox.Beginning(key.Id), MostAtOnce - resealed, cancellation);
            resealed += found;
            if (resealed == MostAtOnce) break;
            if (!await states.Any(GrainKeys.TenantOf(Key), SecretBox.Beginning(key.Id), cancellation)) unused.Add(key.Id);
        }

        await Keys.Forget(unused, cancellation);
        return new() { Keys = await Keys.List(cancellation), Resealed = resealed, More = resealed == MostAtOnce };
    }
}
