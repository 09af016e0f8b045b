using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="ISigningKeyRotationGrain"/>
public sealed class SigningKeyRotationGrain : Grain, ISigningKeyRotationGrain
{
    /// <inheritdoc />
    public async Task<SigningKeyList> List(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        return new() { Keys = await Keys.List(cancellation) };
    }

    /// <inheritdoc />
    public async Task<SigningKeyList> Rotate(CancellationToken cancellation)
    {
        using (Caller.EnterPlatform()) await Keys.Rotate(cancellation);
        return await List(cancellation);
    }

    /// <inheritdoc />
    public async Task<SigningKeyList> Remove(NamedSigningKey request, CancellationToken cancellation)
    {
        using (Caller.EnterPlatform())
        {
            if (!await Keys.Remove(request.KeyId, cancellation)) throw ActorException.NotFound("There is no such key. list_signing_keys says which there are.");
        }

        return await List(cancellation);
    }

    private ISigningKeysGrain Keys => GrainFactory.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys);
}
