using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IClientGrain"/>
public sealed class ClientGrain([PersistentState("oauth_client")] IPersistentState<ClientState> state, TimeProvider time) : Grain, IClientGrain
{
    /// <inheritdoc />
    public async Task<OAuthClient> Register(RegisterClient request, CancellationToken cancellation)
    {
        if (state.State.Client is not null) throw new ActorException(ErrorCodes.Conflict, "There is a client with this id already.");
        var client = new OAuthClient
        {
            Id = GrainKeys.LocalPartOf(this.GetPrimaryKeyString()),
            Name = request.Name,
            RedirectUris = request.RedirectUris,
            AuthenticationMethod = request.AuthenticationMethod,
            GrantTypes = request.GrantTypes,
            Uri = request.Uri,
            ApplicationType = request.ApplicationType,
            RegisteredAt = time.GetUtcNow(),
            Tenant = request.Tenant,
            Scopes = request.Scopes,
            Role = request.Role,
            Keys = request.Keys,
            KeysUri = request.KeysUri,
        };
        await state.Save(new ClientState { Client = client, SecretDigest = request.SecretDigest, UnusedSince = request.Tenant is null ? client.RegisteredAt : null }, this);
        return client;
    }

    /// <inheritdoc />
    public Task<OAuthClient?> Get(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(state.State.Client);
    }

    /// <inheritdoc />
    public Task<OAuthClient?> Authenticate(string method, string? secret, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(state.State.Client is { } client && client.AuthenticationMethod == method && IsRight(secret) ? client : null);
    }

    /// <inheritdoc />
    public async Task NoteUse(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.UnusedSince is not null) await state.Save(state.State with { UnusedSince = null }, this);
    }

    /// <inheritdoc />
    public Task Expire(CancellationToken cancellation) => state.Expire(state.State.UnusedSince <= time.GetUtcNow() - Lifetimes.UnusedClient, this);

    /// <inheritdoc />
    public async Task<Standing?> Standing(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Client is not { Tenant: { } tenant, Scopes.Count: > 0 }) return null;
        var tenantIsActive = await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).IsActive(cancellation);
        return tenantIsActive && state.State.Client is { } client ? new Standing { Role = client.Role } : null;
    }

    /// <inheritdoc />
    public Task SetSecret(string digest, CancellationToken cancellation) => state.State.Client is null
        ? throw ActorException.NotFound("There is no such client.")
        : state.Save(state.State with { SecretDigest = digest }, this);

    /// <inheritdoc />
    public async Task Delete(CancellationToken cancellation)
    {
        if (state.State.Client is not null) await state.ClearStateAsync(cancellation);
        DeactivateOnIdle();
    }

    private bool IsRight(string? secret) => (state.State.SecretDigest, secret) switch
    {
        (null, null) => true,
        ({ } digest, { } given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(SecretText.Digest(given))),
        _ => false,
    };
}
