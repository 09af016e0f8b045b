using Actors.Contracts.Tools;

namespace Actors.Contracts.OAuth;

/// <summary>The OAuth clients that a tenant's admins registered. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("oauth_clients")]
public interface IClientsGrain : IGrainWithStringKey
{
    /// <summary>
    /// Registers an OAuth client of your organisation: for a program whose people sign in, or for one that acts for itself with
    /// the scopes you name. Its secret is in the answer and nowhere else: keep it.
    /// </summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.InvalidArgument"/>, <see cref="ErrorCodes.Forbidden"/> for a role or scope you do not have, <see cref="ErrorCodes.LimitReached"/> at 200 clients.
    /// </exception>
    [Tool("register_client", Title = "Register a client", Scope = Scopes.TenantAdmin, Route = "POST /api/clients", Confidential = true), Alias("register")]
    Task<IssuedClient> Register(NewClient request, CancellationToken cancellation);

    /// <summary>Lists the OAuth clients that your organisation registered. Secrets are never shown again.</summary>
    [Tool("list_clients", Title = "List clients", Scope = Scopes.TenantRead, Route = "GET /api/clients", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<ClientList> List(CancellationToken cancellation);

    /// <summary>Gives a client of your organisation another secret. The one before stops working at once.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Conflict"/> where the client has no secret.</exception>
    [Tool("rotate_client_secret", Title = "Rotate a client's secret", Scope = Scopes.TenantAdmin, Route = "POST /api/clients/{clientId}/secret", Destructive = true, Confidential = true), Alias("rotate_secret")]
    Task<IssuedClient> RotateSecret(NamedClient request, CancellationToken cancellation);

    /// <summary>Deletes a client of your organisation. Tokens it got for itself are refused within a second, and nobody can sign in through it any more.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("delete_client", Title = "Delete a client", Scope = Scopes.TenantAdmin, Route = "DELETE /api/clients/{clientId}", Destructive = true, Idempotent = true), Alias("delete")]
    Task<OAuthClient> Delete(NamedClient request, CancellationToken cancellation);

    /// <summary>Lists a client that is there. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("enlist")]
    Task Enlist(string clientId, CancellationToken cancellation);
}
