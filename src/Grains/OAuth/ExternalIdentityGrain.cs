using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IExternalIdentityGrain"/>
[PreferLocalPlacement]
public sealed class ExternalIdentityGrain([PersistentState("external_identity")] IPersistentState<ExternalIdentityState> state) : Grain, IExternalIdentityGrain
{
    /// <inheritdoc />
    public async Task<bool> Is(string subject, CancellationToken cancellation)
    {
        if (state.State.Subject is null) await state.Save(new ExternalIdentityState { Subject = subject }, this);
        return state.State.Subject == subject;
    }
}
