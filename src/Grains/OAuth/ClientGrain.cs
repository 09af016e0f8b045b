using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
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
        };
        await state.Save(new ClientState { Client = client, SecretDigest = request.SecretDigest, UnusedSince = client.RegisteredAt }, this);
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

    private bool IsRight(string? secret) => (state.State.SecretDigest, secret) switch
    {
        (null, null) => true,
        ({ } digest, { } given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(digest), Encoding.ASCII.GetBytes(SecretText.Digest(given))),
        _ => false,
    };
}
