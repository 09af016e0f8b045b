using Actors.Contracts.Identity;
using Actors.Contracts.Tools;

namespace Actors.Contracts.Tenancy;

/// <summary>All tenants of the platform, for its operators. Key: <see cref="GrainKeys.Operations"/>.</summary>
[ToolSet(ToolKey.Platform), Alias("tenants")]
public interface ITenantsGrain : IGrainWithStringKey
{
    /// <summary>Creates an organisation and invites its first owner. Repeating it makes another invitation.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/> where the id was ever taken under another name, <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("create_tenant", Title = "Create an organisation", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants"), Alias("create")]
    Task<FoundedTenant> Create(FoundTenant request, CancellationToken cancellation);

    /// <summary>Lists the organisations of this platform, by page: their names and whether their people may act.</summary>
    [Tool("list_tenants", Title = "List organisations", Scope = Scopes.PlatformRead, Route = "GET /api/tenants", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<TenantList> List(ListTenants request, CancellationToken cancellation);

    /// <summary>Tells of one organisation its name and whether its people may act.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("get_tenant", Title = "Get an organisation", Scope = Scopes.PlatformRead, Route = "GET /api/tenants/{tenantId}", ReadOnly = true, Idempotent = true), Alias("get")]
    Task<Tenant> Get(NamedTenant request, CancellationToken cancellation);

    /// <summary>Changes the name of an organisation. Its id stays.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("rename_tenant", Title = "Rename an organisation", Scope = Scopes.PlatformAdmin, Route = "PATCH /api/tenants/{tenantId}", Destructive = true, Idempotent = true), Alias("rename")]
    Task<Tenant> Rename(RenameTenant request, CancellationToken cancellation);

    /// <summary>Suspends an organisation: the sessions, tokens and keys of all its people stop working within two seconds, until it is activated again.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("suspend_tenant", Title = "Suspend an organisation", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants/{tenantId}/suspend", Destructive = true, Idempotent = true), Alias("suspend")]
    Task<Tenant> Suspend(NamedTenant request, CancellationToken cancellation);

    /// <summary>Lets the people of an organisation act again that was suspended, or was to be deleted.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or, once it is deleted, <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("activate_tenant", Title = "Activate an organisation", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants/{tenantId}/activate", Idempotent = true), Alias("activate")]
    Task<Tenant> Activate(NamedTenant request, CancellationToken cancellation);

    /// <summary>Lets the people of an organisation act no more and, after a grace period, deletes all that is theirs for good, its keys first. activate_tenant takes it back until then. Asks first, where your client can ask you.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or, if the person who was asked disagrees, <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("delete_tenant", Title = "Delete an organisation", Scope = Scopes.PlatformAdmin, Route = "DELETE /api/tenants/{tenantId}", Destructive = true, Idempotent = true), Alias("delete")]
    Task<Tenant> Delete(DeleteTenant request, ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Makes a link by which a person of any organisation chooses a new password, once, within an hour.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("reset_tenant_user_password", Title = "Reset a person's password", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants/{tenantId}/users/{userId}/password-reset"), Alias("reset_password")]
    Task<IssuedPasswordReset> ResetPassword(TenantUser request, CancellationToken cancellation);

    /// <summary>
    /// Gives you a key that acts as a person of an organisation, for an hour at most: to see and use what they do, never to change their
    /// account, secrets or organisation. It is listed among their keys with your reason, and ends when they or you revoke it.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where there is no such user who may act.</exception>
    [Tool("impersonate_user", Title = "Act as a user", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants/{tenantId}/users/{userId}/impersonation", Confidential = true), Alias("impersonate")]
    Task<IssuedApiKey> Impersonate(Impersonate request, CancellationToken cancellation);

    /// <summary>Ends all acting as a person of an organisation: every operator's key for it stops working within a second.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("end_impersonation", Title = "Stop acting as a user", Scope = Scopes.PlatformAdmin, Route = "DELETE /api/tenants/{tenantId}/users/{userId}/impersonation", Destructive = true, Idempotent = true), Alias("end_impersonation")]
    Task<ApiKeyList> EndImpersonation(TenantUser request, CancellationToken cancellation);

    /// <summary>
    /// Exports everything of an organisation, as export_organisation does for its owners; its own audit says so. Suspend it before, and all is of one moment.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("export_tenant", Title = "Export an organisation", Scope = Scopes.PlatformAdmin, Route = "GET /api/tenants/{tenantId}/export", Archive = true, ReadOnly = true, Idempotent = true)]
    [AlwaysInterleave, Alias("export")]
    Task<ExportedPart> Export(ExportTenant request, CancellationToken cancellation);

    /// <summary>
    /// Brings an exported organisation back under an id that was never taken here. POST the archive to this tool's route as application/zip; without an
    /// archive it says where. What was cut short goes on when the same archive is sent again, and nobody can act in it before all is there.
    /// </summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/> where the id is taken; <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("import_tenant", Title = "Import an organisation", Scope = Scopes.PlatformAdmin, Route = "POST /api/tenants/{tenantId}/import", Archive = true, Idempotent = true), Alias("import")]
    Task<TenantImport> Import(ImportTenant request, CancellationToken cancellation);

    /// <summary>Lists a tenant that is there. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("enlist")]
    Task Enlist(string tenantId, CancellationToken cancellation);
}
