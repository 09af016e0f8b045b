using Actors.Contracts.Tools;

namespace Actors.Contracts.Identity;

/// <summary>All API keys of one user. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("api_keys")]
public interface IApiKeysGrain : IGrainWithStringKey
{
    /// <summary>Creates an API key that acts for you, with no more than the scopes you have in this call. Its secret is in the answer and nowhere else: keep it.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.InvalidArgument"/>, <see cref="ErrorCodes.Forbidden"/> for a scope you do not have, <see cref="ErrorCodes.LimitReached"/> at 50 live keys.
    /// </exception>
    [Tool("create_api_key", Title = "Create an API key", Scope = Scopes.AccountWrite, Route = "POST /api/keys", Confidential = true), Alias("create")]
    Task<IssuedApiKey> Create(IssueApiKey request, CancellationToken cancellation);

    /// <summary>Lists your API keys: what each may do, from where and how long, and when it was last used. Secrets are never shown again.</summary>
    [Tool("list_api_keys", Title = "List API keys", Scope = Scopes.Profile, Route = "GET /api/keys", ReadOnly = true, Idempotent = true), Alias("list")]
    Task<ApiKeyList> List(CancellationToken cancellation);

    /// <summary>Changes an API key's name, its end, or the addresses it may be used from. What is left out stays as it is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.InvalidArgument"/> or <see cref="ErrorCodes.Conflict"/>.</exception>
    [Tool("update_api_key", Title = "Change an API key", Scope = Scopes.AccountWrite, Route = "PATCH /api/keys/{keyId}", Destructive = true, Idempotent = true), Alias("update")]
    Task<ApiKeyDetails> Update(UpdateApiKey request, CancellationToken cancellation);

    /// <summary>Replaces an API key by a new one that may do the same. The old one goes on working for an hour, or as long as you say.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.Conflict"/> once it has ended, <see cref="ErrorCodes.Forbidden"/> where it may do what you may not.
    /// </exception>
    [Tool("rotate_api_key", Title = "Rotate an API key", Scope = Scopes.AccountWrite, Route = "POST /api/keys/{keyId}/rotate", Destructive = true, Confidential = true), Alias("rotate")]
    Task<IssuedApiKey> Rotate(RotateApiKey request, CancellationToken cancellation);

    /// <summary>Ends an API key for good. Whoever uses it is refused within a second.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [Tool("revoke_api_key", Title = "Revoke an API key", Scope = Scopes.AccountWrite, Route = "DELETE /api/keys/{keyId}", Destructive = true, Idempotent = true), Alias("revoke")]
    Task<ApiKeyDetails> Revoke(RevokeApiKey request, CancellationToken cancellation);

    /// <summary>Adds a key whose text was made elsewhere. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("add")]
    Task<ApiKeyDetails> Add(AddApiKey request, CancellationToken cancellation);

    /// <summary>Ends every key there is.</summary>
    [PlatformOnly, Idempotent, Alias("revoke_all")]
    Task RevokeAll(CancellationToken cancellation);

    /// <summary>Takes a key off the list that is no more. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("forget")]
    Task Forget(string digest, CancellationToken cancellation);

    /// <summary>Lists a key that is there. Repeating it changes nothing.</summary>
    [PlatformOnly, Idempotent, Alias("enlist")]
    Task Enlist(string digest, CancellationToken cancellation);
}
