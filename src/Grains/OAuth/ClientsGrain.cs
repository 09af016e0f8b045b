using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="IClientsGrain"/>
/// <remarks>A client is listed before it works, so that none works that its admins cannot see.</remarks>
public sealed class ClientsGrain([PersistentState("oauth_clients")] IPersistentState<ClientsState> state) : Grain, IClientsGrain
{
    private const int Most = 200;

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<IssuedClient> Register(NewClient request, CancellationToken cancellation)
    {
        var registration = NewClients.Check(request, Tenant, Caller.Current!);
        if (state.State.Ids.Count >= Most)
            throw new ActorException(ErrorCodes.LimitReached, $"There are {Most} clients already. Delete one that is no longer needed.", ("limit", $"{Most}"));
        var secret = ClientAuthentication.HasSecret(registration.AuthenticationMethod) ? SecretText.New() : null;
        var id = ClientIds.New();
        await state.Save(state.State with { Ids = state.State.Ids.Add(id) }, this);
        using var _ = Caller.EnterPlatform();
        var client = await Client(id).Register(registration with { SecretDigest = secret is null ? null : SecretText.Digest(secret) }, CancellationToken.None);
        return new() { Client = client, Secret = secret };
    }

    /// <inheritdoc />
    public async Task<ClientList> List(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var clients = await Task.WhenAll(state.State.Ids.Reverse().Select(id => Client(id).Get(cancellation)));
        return new() { Clients = clients.OfType<OAuthClient>().ToArray() };
    }

    /// <inheritdoc />
    public async Task<IssuedClient> RotateSecret(NamedClient request, CancellationToken cancellation)
    {
        var client = await Find(request.ClientId, cancellation);
        if (!ClientAuthentication.HasSecret(client.AuthenticationMethod))
            throw new ActorException(ErrorCodes.Conflict, $"This client authenticates by {client.AuthenticationMethod} and has no secret.");
        var secret = SecretText.New();
        using var _ = Caller.EnterPlatform();
        await Client(client.Id).SetSecret(SecretText.Digest(secret), cancellation);
        return new() { Client = client, Secret = secret };
    }

    /// <inheritdoc />
    public async Task<OAuthClient> Delete(NamedClient request, CancellationToken cancellation)
    {
        var client = await Find(request.ClientId, cancellation);
        using var _ = Caller.EnterPlatform();
        await Client(client.Id).Delete(cancellation);
        await state.Save(state.State with { Ids = state.State.Ids.Remove(client.Id) }, this);
        return client;
    }

    /// <inheritdoc />
    public async Task Enlist(string clientId, CancellationToken cancellation)
    {
        if (!state.State.Ids.Contains(clientId)) await state.Save(state.State with { Ids = state.State.Ids.Add(clientId) }, this);
    }

    private async Task<OAuthClient> Find(string id, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        return state.State.Ids.Contains(id) && await Client(id).Get(cancellation) is { } client
            ? client
            : throw ActorException.NotFound("There is no such client. list_clients says which there are.");
    }

    private IClientGrain Client(string id) => GrainFactory.GetGrain<IClientGrain>(GrainKeys.PlatformItem(id));
}
