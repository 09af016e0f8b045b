namespace Actors.Contracts.Identity;

/// <summary>
/// One API key. Key: <see cref="GrainKeys.PlatformItem"/> of the key text's <see cref="SecretText.Digest"/>; the text
/// itself is made by <see cref="SecretText.NewApiKey"/>, shown once and stored nowhere.
/// </summary>
[Alias("api_key")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Creates the key. Repeating it changes nothing and answers the key as it is.</summary>
    [PlatformOnly, Idempotent, Alias("create")]
    Task<ApiKey> Create(CreateApiKey request, CancellationToken cancellation);

    /// <summary>What the key grants, or null where there is no such key, it was revoked, or its user may not act any more.</summary>
    [PlatformOnly, Idempotent, Alias("resolve")]
    Task<ApiKey?> Resolve(CancellationToken cancellation);

    /// <summary>What the key may do at this moment, or null where it may not be used: as <see cref="Resolve"/>, and from where it is used.</summary>
    [PlatformOnly, Idempotent, Alias("use")]
    Task<ApiKeyUse?> Use(UseApiKey request, CancellationToken cancellation);

    /// <summary>The key and what became of it, or null where there is no such key.</summary>
    [PlatformOnly, ReadOnly, Alias("describe")]
    Task<ApiKeyDetails?> Describe(CancellationToken cancellation);

    /// <summary>Changes what is said of the key, and where and how long it may be used.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>, <see cref="ErrorCodes.InvalidArgument"/> or, once it has ended, <see cref="ErrorCodes.Conflict"/>.</exception>
    [PlatformOnly, Idempotent, Alias("change")]
    Task<ApiKeyDetails> Change(ChangeApiKey request, CancellationToken cancellation);

    /// <summary>Lets the key end at a time to come, unless it ends before.</summary>
    [PlatformOnly, Idempotent, Alias("retire")]
    Task Retire(DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Ends the key for good. There is no error where it does not exist.</summary>
    [PlatformOnly, Idempotent, Alias("revoke")]
    Task Revoke(CancellationToken cancellation);

    /// <summary>Removes what is stored of the key, if it belongs to a user of this tenant, of which nothing is to stay.</summary>
    [PlatformOnly, Idempotent, Alias("drop")]
    Task Drop(string tenant, CancellationToken cancellation);

    /// <summary>Removes what is stored of the key, if it was revoked 30 days ago, and answers whose list has to forget it; null where it stays.</summary>
    [PlatformOnly, Alias("expire")]
    Task<UserRef?> Expire(CancellationToken cancellation);
}
