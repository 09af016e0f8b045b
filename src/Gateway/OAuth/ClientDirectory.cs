using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>Finds a client by its id: one that was registered here, or one that describes itself at the address that is its id.</summary>
internal sealed class ClientDirectory(IGrainFactory grains, ClientDocuments documents)
{
    /// <summary>The client, or why there is none.</summary>
    public async Task<FoundClient> Find(string? id, CancellationToken cancellation)
    {
        if (ClientDocumentUri.TryParse(id, out var address)) return await documents.Find(address);
        return new(ClientIds.IsOne(id) ? await Grain(id).Get(cancellation) : null, null);
    }

    /// <summary>The client that proves to be the one with this id; a description has no secrets, so who names it is it.</summary>
    public async Task<FoundClient> Authenticate(string id, string method, string? secret, CancellationToken cancellation)
    {
        if (!ClientDocumentUri.TryParse(id, out var address))
            return new(ClientIds.IsOne(id) ? await Grain(id).Authenticate(method, secret, cancellation) : null, null);
        var found = await documents.Find(address);
        return found.Client is null || (found.Client.AuthenticationMethod == ClientAuthentication.None && method == ClientAuthentication.None) ? found : default;
    }

    private IClientGrain Grain(string id) => grains.GetGrain<IClientGrain>(GrainKeys.PlatformItem(id));
}
