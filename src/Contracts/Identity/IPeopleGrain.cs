using Actors.Contracts.Tools;

namespace Actors.Contracts.Identity;

/// <summary>Who belongs to one tenant, people and programs, up to 10,000. Key: <see cref="GrainKeys.Tenant"/>; of operators, that of <see cref="GrainKeys.Platform"/>.</summary>
[ToolSet(ToolKey.Tenant), Alias("people")]
public interface IPeopleGrain : IGrainWithStringKey
{
    /// <summary>Lists the people and service accounts of your organisation, by page: who they are, their role, and whether they may act.</summary>
    [Tool("list_users", Title = "List users", Scope = Scopes.TenantRead, Route = "GET /api/users", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<UserList> List(ListUsers request, CancellationToken cancellation);

    /// <summary>Tells of one user of your organisation who they are, their role, and whether they may act.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("get_user", Title = "Get a user", Scope = Scopes.TenantRead, Route = "GET /api/users/{userId}", ReadOnly = true, Idempotent = true), Alias("get")]
    Task<UserProfile> Get(NamedUser request, CancellationToken cancellation);

    /// <summary>Changes a user's name or role. A new role counts within a second, whatever their tokens and keys were granted.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Forbidden"/> or, for the last owner, <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("update_user", Title = "Update a user", Scope = Scopes.TenantAdmin, Route = "PATCH /api/users/{userId}", Destructive = true, Idempotent = true), Alias("update")]
    Task<UserProfile> Update(UpdateUser request, CancellationToken cancellation);

    /// <summary>Suspends a user: their sessions, tokens and keys stop working within a second or two, until they are activated again.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Forbidden"/> or, for the last owner or yourself, <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("suspend_user", Title = "Suspend a user", Scope = Scopes.TenantAdmin, Route = "POST /api/users/{userId}/suspend", Destructive = true, Idempotent = true), Alias("suspend")]
    Task<UserProfile> Suspend(NamedUser request, CancellationToken cancellation);

    /// <summary>Removes a user from your organisation for good: sessions, programs and keys end within a second or two, and what is theirs here is erased after 30 days. What they did stays in the audit. Asks first, where your client can ask you.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Forbidden"/> or, for the last owner or yourself, or if the person who was asked disagrees, <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("remove_user", Title = "Remove a user", Scope = Scopes.TenantAdmin, Route = "DELETE /api/users/{userId}", Destructive = true), Alias("remove")]
    Task<UserProfile> Remove(NamedUser request, ClientAnswers answers, CancellationToken cancellation);

    /// <summary>Lets a user act who was suspended, or who registered and waits for approval.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.Forbidden"/>.</exception>
    [Tool("activate_user", Title = "Activate a user", Scope = Scopes.TenantAdmin, Route = "POST /api/users/{userId}/activate", Idempotent = true), Alias("activate")]
    Task<UserProfile> Activate(NamedUser request, CancellationToken cancellation);

    /// <summary>Makes a link by which a user who lost their password chooses a new one, once, within an hour. Not for people who belong to other organisations too: an operator does it for them.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.Forbidden"/>.</exception>
    [Tool("reset_user_password", Title = "Reset a password", Scope = Scopes.TenantAdmin, Route = "POST /api/users/{userId}/password-reset"), Alias("reset_password")]
    Task<IssuedPasswordReset> ResetPassword(NamedUser request, CancellationToken cancellation);

    /// <summary>Makes a link by which somebody joins your organisation, once, within seven days. Whoever has an account elsewhere keeps it and joins with it.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Conflict"/> where they are a member, <see cref="ErrorCodes.Forbidden"/>, <see cref="ErrorCodes.LimitReached"/> at 1,000 open invitations.</exception>
    [Tool("invite_user", Title = "Invite a user", Scope = Scopes.TenantAdmin, Route = "POST /api/invitations"), Alias("invite")]
    Task<IssuedInvitation> Invite(InviteUser request, CancellationToken cancellation);

    /// <summary>Lists the invitations to your organisation that can still be accepted.</summary>
    [Tool("list_invitations", Title = "List invitations", Scope = Scopes.TenantRead, Route = "GET /api/invitations", ReadOnly = true, Idempotent = true), Alias("list_invitations")]
    Task<InvitationList> ListInvitations(CancellationToken cancellation);

    /// <summary>Withdraws an invitation: its link leads nowhere any more.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("revoke_invitation", Title = "Revoke an invitation", Scope = Scopes.TenantAdmin, Route = "DELETE /api/invitations/{invitationId}", Destructive = true, Idempotent = true), Alias("revoke_invitation")]
    Task<Invitation> RevokeInvitation(NamedInvitation request, CancellationToken cancellation);

    /// <summary>Creates an account for a program that acts in your organisation by itself. Give it a key with create_service_key.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.Forbidden"/>.</exception>
    [Tool("create_service_account", Title = "Create a service account", Scope = Scopes.TenantAdmin, Route = "POST /api/service-accounts"), Alias("create_service")]
    Task<UserProfile> CreateServiceAccount(CreateServiceAccount request, CancellationToken cancellation);

    /// <summary>Creates an API key of a service account, with no more than the scopes you have in this call. Its secret is in the answer and nowhere else.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Forbidden"/> or <see cref="ErrorCodes.InvalidArgument"/>.</exception>
    [Tool("create_service_key", Title = "Create a key for a service account", Scope = Scopes.TenantAdmin, Route = "POST /api/service-accounts/{userId}/keys", Confidential = true), Alias("create_service_key")]
    Task<IssuedApiKey> CreateServiceKey(IssueServiceKey request, CancellationToken cancellation);

    /// <summary>Lists a user's API keys: what each may do, from where and how long, and when it was last used.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("list_user_api_keys", Title = "List a user's API keys", Scope = Scopes.TenantRead, Route = "GET /api/users/{userId}/keys", ReadOnly = true, Idempotent = true), Alias("list_keys")]
    Task<ApiKeyList> ListKeys(NamedUser request, CancellationToken cancellation);

    /// <summary>Ends a user's API key for good.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.Forbidden"/>.</exception>
    [Tool("revoke_user_api_key", Title = "Revoke a user's API key", Scope = Scopes.TenantAdmin, Route = "DELETE /api/users/{userId}/keys/{keyId}", Destructive = true, Idempotent = true), Alias("revoke_key")]
    Task<ApiKeyDetails> RevokeKey(RevokeUserKey request, CancellationToken cancellation);

    /// <summary>Lists where a user is signed in: browsers and connected programs.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("list_user_sessions", Title = "List a user's sessions", Scope = Scopes.TenantRead, Route = "GET /api/users/{userId}/sessions", ReadOnly = true, Idempotent = true), Alias("list_sessions")]
    Task<SessionList> ListSessions(NamedUser request, CancellationToken cancellation);

    /// <summary>Ends all of a user's sessions in browsers and the tokens of all programs they have connected. Their API keys stay.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> or <see cref="ErrorCodes.Forbidden"/>.</exception>
    [Tool("sign_out_user", Title = "Sign a user out", Scope = Scopes.TenantAdmin, Route = "POST /api/users/{userId}/sign-out", Destructive = true, Idempotent = true), Alias("sign_out")]
    Task<SignedOut> SignOut(NamedUser request, CancellationToken cancellation);

    /// <summary>Lists a user who has just been created. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("enlist")]
    Task Enlist(UserProfile user, CancellationToken cancellation);

    /// <summary>Lists users who were imported with their tenant. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("enlist_all")]
    Task EnlistAll(IReadOnlyList<UserProfile> users, CancellationToken cancellation);

    /// <summary>Whether an invitation is still open.</summary>
    [PlatformOnly, ReadOnly, Alias("is_invited")]
    Task<bool> IsInvited(string invitationId, CancellationToken cancellation);

    /// <summary>Takes note that an invitation was accepted.</summary>
    [PlatformOnly, Idempotent, Alias("accepted")]
    Task Accepted(string invitationId, CancellationToken cancellation);
}
