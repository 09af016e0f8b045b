using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IClientGrain"/>
public sealed class ClientGrain([PersistentState("oauth_client")] IPersistentState<ClientState> state, IStoredStates stored, TimeProvider time)
    : Grain, IClientGrain
{
    /// <inheritdoc />
    public async Task<OAuthClient> Register(RegisterClient request, CancellationToken cancellation)
    {
        if (state.State.Client is not null) throw new ActorException(ErrorCodes.Conflict, "There is a client with this id already.");
        var client = Client(request, time.GetUtcNow());
        await state.Save(new ClientState
        {
            Client = client, SecretDigest = request.SecretDigest, RegistrationDigest = request.RegistrationDigest,
            UnusedSince = request.Tenant is null ? client.RegisteredAt : null,
        }, this);
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
        return Task.FromResult(state.State.Client is { } client && client.AuthenticationMethod == method && IsRight(state.State.SecretDigest, secret) ? client : null);
    }

    /// <inheritdoc />
    public Task<OAuthClient?> Manage(string token, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return Task.FromResult(state.State.RegistrationDigest is { } digest && IsRight(digest, token) ? state.State.Client : null);
    }

    /// <inheritdoc />
    public async Task<OAuthClient?> Update(UpdateClient request, CancellationToken cancellation)
    {
        if (await Manage(request.Token, cancellation) is not { } before) return null;
        var client = Client(request.Metadata, before.RegisteredAt);
        var secret = ClientAuthentication.HasSecret(client.AuthenticationMethod) ? request.Metadata.SecretDigest ?? state.State.SecretDigest : null;
        await state.Save(state.State with { Client = client, SecretDigest = secret }, this);
        return client;
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
    public Task Drop(string tenant, CancellationToken cancellation) => state.State.Client?.Tenant == tenant ? Delete(cancellation) : Task.CompletedTask;

    /// <inheritdoc />
    public async Task Delete(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State.Client is not { } client) return;
        // Before the client is gone, so that a crash in between can be repeated, and after, for what was opened meanwhile.
        await EndFamilies(client);
        await state.ClearStateAsync(CancellationToken.None);
        await EndFamilies(client);
        DeactivateOnIdle();
    }

    private Task EndFamilies(OAuthClient client) => stored.EndFamilies(GrainFactory, client.Tenant, $"\"client\":\"{client.Id}\"", client.Id);

    private OAuthClient Client(RegisterClient request, DateTimeOffset registeredAt) => new()
    {
        Id = GrainKeys.LocalPartOf(this.GetPrimaryKeyString()), Name = request.Name, RedirectUris = request.RedirectUris,
        AuthenticationMethod = request.AuthenticationMethod, GrantTypes = request.GrantTypes, Uri = request.Uri,
        ApplicationType = request.ApplicationType, RegisteredAt = registeredAt, Tenant = request.Tenant, Scopes = request.Scopes,
        Role = request.Role, Keys = request.Keys, KeysUri = request.KeysUri,
    };

    private static bool IsRight(string? digest, string? secret) => (digest, secret) switch
    {
        (null, null) => true,
        ({ } known, { } given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known), Encoding.ASCII.GetBytes(SecretText.Digest(given))),
        _ => false,
    };
}
