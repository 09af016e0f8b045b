using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IDeviceCodeGrain"/>
/// <remarks>How often the device asks is only in memory: who loses count of it loses a few seconds' patience.</remarks>
[PreferLocalPlacement]
public sealed class DeviceCodeGrain([PersistentState("device_code")] IPersistentState<DeviceCodeState> state, TimeProvider time) : Grain, IDeviceCodeGrain
{
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    private TimeSpan interval = Lifetimes.DevicePolling;
    private DateTimeOffset? polledAt;

    /// <inheritdoc />
    public async Task<DateTimeOffset> Issue(DeviceRequest request, CancellationToken cancellation)
    {
        if (state.State.Request is not null) throw new ActorException(ErrorCodes.Conflict, "This code was issued already.");
        await state.Save(new DeviceCodeState { Request = request, ExpiresAt = time.GetUtcNow() + Lifetimes.DeviceCode }, this);
        return state.State.ExpiresAt;
    }

    /// <inheritdoc />
    public Task<DeviceRequest?> Pending(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(IsPending ? state.State.Request : null);
    }

    /// <inheritdoc />
    public async Task<bool> Decide(DeviceDecision decision, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (!IsPending) return false;
        await state.Save(state.State with { Decision = decision, DecidedAt = time.GetUtcNow() }, this);
        return true;
    }

    /// <inheritdoc />
    public async Task<GrantResult> Redeem(string client, string? resource, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Request is not { } request || request.Client != client) return GrantRules.InvalidGrant("This client was given no such device code.");
        if (state.State.Family is { } used) return await RefuseReplay(used);
        if (time.GetUtcNow() >= state.State.ExpiresAt) return GrantResult.Refuse("expired_token", "The device code has expired; it is good for ten minutes. Ask for another.");
        if (AsksTooOften()) return GrantResult.Refuse("slow_down", $"Wait {interval.TotalSeconds:0} seconds between requests from now on.");
        if (state.State.Decision is not { } decision) return GrantResult.Refuse("authorization_pending", "The person has not decided yet. Ask again after the interval.");
        if (decision.Scopes is []) return GrantResult.Refuse("access_denied", "The person did not allow it.");
        if (await GrainFactory.GetGrain<IApplicationsGrain>(decision.User.Key()).RevokedSince(client, state.State.DecidedAt!.Value, cancellation))
            return GrantRules.InvalidGrant("The person has disconnected this client since. Ask for another device code.");

        var grant = new AuthorizationGrant
        {
            Client = client, RedirectUri = "", CodeChallenge = "", Resource = request.Resource, Scopes = decision.Scopes, User = decision.User, SignedInAt = decision.SignedInAt,
        };
        if (GrantRules.ResourceProblem(grant, resource) is { } refusal) return refusal;
        var family = GrainKeys.TokenFamily(grant.User.Tenant, SecretText.NewId());
        await state.Save(state.State with { Family = family }, this);
        if (ClientIds.IsOne(client)) await GrainFactory.GetGrain<IClientGrain>(GrainKeys.PlatformItem(client)).NoteUse(CancellationToken.None);
        return await Family(family).Open(new OpenFamily { Grant = grant, Resource = resource }, CancellationToken.None);
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(time.GetUtcNow() >= state.State.ExpiresAt + Lifetimes.ReplayWatch, this);

    private bool IsPending => state.State is { Request: not null, Decision: null } && time.GetUtcNow() < state.State.ExpiresAt;

    /// <summary>RFC 8628 §3.5: five seconds more each time. A second is forgiven, for networks that are not as even as clocks.</summary>
    private bool AsksTooOften()
    {
        var (before, now) = (polledAt, time.GetUtcNow());
        polledAt = now;
        if (before is null || now - before >= interval - TimeSpan.FromSeconds(1)) return false;
        interval += Slower;
        return true;
    }

    private async Task<GrantResult> RefuseReplay(string family)
    {
        await Family(family).Revoke(CancellationToken.None);
        var result = GrantRules.InvalidGrant("The device code was used before. The tokens it gave are revoked; ask for another.");
        return result with { Refusal = result.Refusal! with { RevokedFamily = family } };
    }

    private ITokenFamilyGrain Family(string key) => GrainFactory.GetGrain<ITokenFamilyGrain>(key);
}
