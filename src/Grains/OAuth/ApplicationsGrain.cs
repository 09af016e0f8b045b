using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IApplicationsGrain"/>
/// <remarks>Which token families a client has is found in the database: opening one is what clients wait for.</remarks>
[PreferLocalPlacement]
public sealed class ApplicationsGrain([PersistentState("applications")] IPersistentState<ApplicationsState> state, IStoredStates stored, TimeProvider time)
    : Grain, IApplicationsGrain
{
    private const int Most = 500;
    private const int MostCodes = 10;
    private static readonly TimeSpan CodesAreCounted = TimeSpan.FromMinutes(10);

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc />
    public Task<ApplicationList> List(CancellationToken cancellation) =>
        Task.FromResult(new ApplicationList { Applications = state.State.Consents.Reverse().Select(Describe).ToArray() });

    /// <inheritdoc />
    public async Task<ConnectedApplication> Revoke(NamedApplication request, CancellationToken cancellation)
    {
        var consent = state.State.Consents.Find(consent => Id(consent.Consent.Client) == request.ApplicationId)
            ?? throw ActorException.NotFound("There is no such application. list_applications says which there are.");
        var now = time.GetUtcNow();
        // First, so that a code from before opens nothing behind the back of what follows.
        await state.Save(state.State with
        {
            Consents = state.State.Consents.Remove(consent),
            Revoked = state.State.Revoked.RemoveAll(known => known.At < now - Lifetimes.ReplayWatch).Add(new(consent.Consent.Client, now)),
        }, this);
        using var _ = Caller.EnterPlatform();
        await stored.EndFamilies(GrainFactory, GrainKeys.TenantOf(Key), $"\"user\":\"{GrainKeys.LocalPartOf(Key)}\"", consent.Consent.Client);
        return Describe(consent);
    }

    /// <inheritdoc />
    public Task Remember(Consent consent, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var before = state.State.Consents.Find(known => known.Consent.Client == consent.Client);
        var scopes = before?.IsOfSame(consent) is true ? before.Consent.Scopes.Union(consent.Scopes).ToArray() : consent.Scopes;
        var consents = (before is null ? state.State.Consents : state.State.Consents.Remove(before))
            .Add(new() { Consent = consent with { Scopes = scopes }, AllowedAt = before?.AllowedAt ?? now, RenewedAt = now });
        return state.Save(state.State with { Consents = consents.RemoveRange(0, Math.Max(0, consents.Count - Most)) }, this);
    }

    /// <inheritdoc />
    public Task<bool> Remembers(Consent consent, CancellationToken cancellation) =>
        Task.FromResult(state.State.Consents.Exists(known => known.Covers(consent)));

    /// <inheritdoc />
    public Task<bool> RevokedSince(string client, DateTimeOffset time, CancellationToken cancellation) =>
        Task.FromResult(state.State.Revoked.Exists(known => known.Client == client && known.At >= time));

    /// <inheritdoc />
    public async Task<bool> MayTryCode(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var lately = state.State.CodesTried.RemoveAll(tried => tried <= now - CodesAreCounted);
        if (lately.Count >= MostCodes) return false;
        await state.Save(state.State with { CodesTried = lately.Add(now) }, this);
        return true;
    }

    private static ConnectedApplication Describe(StoredConsent stored) => new()
    {
        Id = Id(stored.Consent.Client), Name = stored.Consent.Name ?? "A program without a name", Client = stored.Consent.Client,
        RedirectUri = stored.Consent.RedirectUri, Scopes = stored.Consent.Scopes, AllowedAt = stored.AllowedAt, RenewedAt = stored.RenewedAt,
    };

    /// <summary>A client's id may be an address, which does not fit in a path.</summary>
    private static string Id(string client) => SecretText.Digest(client)[..22];
}
