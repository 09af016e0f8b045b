using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IAuthorizationCodeGrain"/>
[PreferLocalPlacement]
public sealed class AuthorizationCodeGrain([PersistentState("authorization_code")] IPersistentState<AuthorizationCodeState> state, TimeProvider time)
    : Grain, IAuthorizationCodeGrain
{
    /// <inheritdoc />
    public Task Issue(AuthorizationGrant grant, CancellationToken cancellation) => state.State.Grant is null
        ? state.Save(new AuthorizationCodeState { Grant = grant, ExpiresAt = time.GetUtcNow() + Lifetimes.Code }, this)
        : throw new ActorException(ErrorCodes.Conflict, "This code was issued already.");

    /// <inheritdoc />
    public async Task<GrantResult> Redeem(RedeemCode request, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Family is { } used) return await RefuseReplay(used);
        if (state.State.Grant is not { } grant || time.GetUtcNow() >= state.State.ExpiresAt)
            return GrantRules.InvalidGrant("The code does not exist or has expired; it is good for 60 seconds. Start the authorization again.");
        if (GrantRules.Problem(grant, request) is { } refusal) return refusal;
        if (await GrainFactory.GetGrain<IApplicationsGrain>(grant.User.Key()).RevokedSince(grant.Client, state.State.ExpiresAt - Lifetimes.Code, cancellation))
            return GrantRules.InvalidGrant("The person has disconnected this client since. Start the authorization again.");

        // The code is used up durably before anything comes of it: a crash in between costs a sign-in, never a second family.
        var family = GrainKeys.TokenFamily(grant.User.Tenant, SecretText.NewId());
        await state.Save(state.State with { Family = family }, this);
        if (ClientIds.IsOne(grant.Client)) await GrainFactory.GetGrain<IClientGrain>(GrainKeys.PlatformItem(grant.Client)).NoteUse(CancellationToken.None);
        return await Family(family).Open(new OpenFamily { Grant = grant, Resource = request.Resource }, CancellationToken.None);
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.ExpiresAt + Lifetimes.ReplayWatch, this);

    private async Task<GrantResult> RefuseReplay(string family)
    {
        await Family(family).Revoke(CancellationToken.None);
        var result = GrantRules.InvalidGrant("The code was used before. The tokens it gave are revoked; start the authorization again.");
        return result with { Refusal = result.Refusal! with { RevokedFamily = family } };
    }

    private ITokenFamilyGrain Family(string key) => GrainFactory.GetGrain<ITokenFamilyGrain>(key);
}
