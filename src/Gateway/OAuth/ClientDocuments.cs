using System.Text.Json;
using Actors.Contracts.OAuth;
using Actors.Gateway.Documents;
using Actors.Outbound;

namespace Actors.Gateway.OAuth;

/// <summary>Clients whose id is the address of a document that describes them (OAuth Client ID Metadata Document). Nothing of them is stored.</summary>
internal sealed class ClientDocuments(OutboundDocuments documents, TimeProvider time)
{
    /// <summary>The client that the document at its id describes, or what is wrong with it.</summary>
    public async Task<FoundClient> Find(Uri id)
    {
        try
        {
            var client = ClientMetadata.ReadDocument(id.AbsoluteUri, await documents.Get(id));
            return new(new OAuthClient
            {
                Id = id.AbsoluteUri, Name = client.Name, RedirectUris = client.RedirectUris, AuthenticationMethod = client.AuthenticationMethod,
                GrantTypes = client.GrantTypes, Uri = client.Uri, ApplicationType = client.ApplicationType, RegisteredAt = time.GetUtcNow(),
                Keys = client.Keys, KeysUri = client.KeysUri,
            }, null);
        }
        catch (OutboundException away)
        {
            return new(null, $"The description of the client cannot be fetched: {away.Message}");
        }
        catch (ClientMetadata.Refused refused)
        {
            return new(null, $"The description of the client at {id.Host} cannot be used: {refused.Message}");
        }
        catch (JsonException)
        {
            return new(null, $"The description of the client at {id.Host} is not JSON in UTF-8, or it names a member twice.");
        }
    }

    /// <summary>The keys of a client that signs what it says; null where they cannot be had.</summary>
    public async Task<JsonWebKeys?> Keys(OAuthClient client)
    {
        try
        {
            var text = client.Keys ?? (client.KeysUri is { } at ? await documents.Get(new Uri(at)) : "");
            return JsonWebKeys.TryRead(text, out var keys) ? keys : null;
        }
        catch (OutboundException)
        {
            return null;
        }
    }
}
