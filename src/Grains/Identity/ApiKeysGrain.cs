using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IApiKeysGrain"/>
/// <remarks>A key is listed before it works, so that none works that its owner cannot see.</remarks>
public sealed class ApiKeysGrain([PersistentState("api_keys")] IPersistentState<ApiKeysState> state, TimeProvider time) : Grain, IApiKeysGrain
{
    private const int Most = 50;
    private static readonly TimeSpan Overlap = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public Task<IssuedApiKey> Create(IssueApiKey request, CancellationToken cancellation)
    {
        PeopleRules.DemandMayGrant(request.Scopes, Caller.Current!);
        return Issue(new CreateApiKey
        {
            Name = request.Name, User = Owner, Scopes = request.Scopes.Distinct().ToArray(), ExpiresAt = request.ExpiresAt,
            AllowedAddresses = request.AllowedAddresses ?? Array.Empty<string>(),
        }, cancellation);
    }

    /// <inheritdoc />
    public async Task<ApiKeyList> List(CancellationToken cancellation) =>
        new() { Keys = (await Keys(cancellation)).Select(key => key.Details).Reverse().ToArray() };

    /// <inheritdoc />
    public async Task<ApiKeyDetails> Update(UpdateApiKey request, CancellationToken cancellation)
    {
        var (digest, key) = await Find(request.KeyId, cancellation);
        if (key.Impersonator is not null) throw new ActorException(ErrorCodes.Forbidden, "This key is an operator's. You can revoke it.");
        using var _ = Caller.EnterPlatform();
        return await Key(digest).Change(new ChangeApiKey
        {
            Name = request.Name ?? key.Name,
            ExpiresAt = request.ClearExpiry is true ? null : request.ExpiresAt ?? key.ExpiresAt,
            AllowedAddresses = request.AllowedAddresses ?? key.AllowedAddresses,
        }, cancellation);
    }

    /// <inheritdoc />
    public async Task<IssuedApiKey> Rotate(RotateApiKey request, CancellationToken cancellation)
    {
        var (digest, key) = await Find(request.KeyId, cancellation);
        PeopleRules.DemandMayGrant(key.Scopes, Caller.Current!);
        if (key.Impersonator is not null) throw new ActorException(ErrorCodes.Forbidden, "This key is an operator's. You can revoke it.");
        if (!key.IsActive || key.RevokedAt is not null)
            throw new ActorException(ErrorCodes.Conflict, "This key has ended, or was rotated already. Create another.");
        var issued = await Issue(
            new CreateApiKey { Name = key.Name, User = Owner, Scopes = key.Scopes, ExpiresAt = key.ExpiresAt, AllowedAddresses = key.AllowedAddresses }, cancellation);
        using var _ = Caller.EnterPlatform();
        await Key(digest).Retire(time.GetUtcNow() + (request.OverlapMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : Overlap), CancellationToken.None);
        return issued;
    }

    /// <inheritdoc />
    public async Task<ApiKeyDetails> Revoke(RevokeApiKey request, CancellationToken cancellation)
    {
        var (digest, key) = await Find(request.KeyId, cancellation);
        using var _ = Caller.EnterPlatform();
        await Key(digest).Revoke(cancellation);
        return await Key(digest).Describe(cancellation) ?? key;
    }

    /// <inheritdoc />
    public async Task<ApiKeyDetails> Add(AddApiKey request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        if (!state.State.Digests.Contains(request.Digest)) await Enlist(request.Digest, cancellation);
        await Key(request.Digest).Create(request.Key, cancellation);
        return (await Key(request.Digest).Describe(cancellation))!;
    }

    /// <inheritdoc />
    public Task RevokeAll(CancellationToken cancellation) => Task.WhenAll(state.State.Digests.Select(digest => Key(digest).Revoke(cancellation)));

    /// <inheritdoc />
    public async Task Forget(string digest, CancellationToken cancellation)
    {
        if (state.State.Digests.Contains(digest)) await state.Save(state.State with { Digests = state.State.Digests.Remove(digest) }, this);
    }

    private UserRef Owner => new() { Tenant = GrainKeys.TenantOf(this.GetPrimaryKeyString()), User = GrainKeys.LocalPartOf(this.GetPrimaryKeyString()) };

    private async Task<IssuedApiKey> Issue(CreateApiKey key, CancellationToken cancellation)
    {
        var secret = SecretText.NewApiKey();
        return new() { Key = await Add(new() { Digest = SecretText.Digest(secret), Key = key }, cancellation), Secret = secret };
    }

    /// <inheritdoc />
    /// <remarks>Where there are many, those that have ended make room.</remarks>
    public async Task Enlist(string digest, CancellationToken cancellation)
    {
        var digests = state.State.Digests;
        if (digests.Contains(digest)) return;
        if (digests.Count >= Most)
        {
            digests = [.. (await Keys(cancellation)).Where(key => key.Details.IsActive).Select(key => key.Digest)];
            if (digests.Count >= Most)
                throw new ActorException(ErrorCodes.LimitReached, $"There are {Most} keys already. Revoke one that is no longer needed.", ("limit", $"{Most}"));
        }

        await state.Save(state.State with { Digests = digests.Add(digest) }, this);
    }

    private async Task<(string Digest, ApiKeyDetails Key)> Find(string id, CancellationToken cancellation) =>
        (await Keys(cancellation)).FirstOrDefault(key => key.Details.Id == id) is { Digest: not null } found
            ? found
            : throw ActorException.NotFound("There is no such key. list_api_keys says which there are.");

    private async Task<IReadOnlyList<(string Digest, ApiKeyDetails Details)>> Keys(CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var found = await Task.WhenAll(state.State.Digests.Select(async digest => (digest, await Key(digest).Describe(cancellation))));
        return [.. found.Where(key => key.Item2 is not null).Select(key => (key.digest, key.Item2!))];
    }

    private IApiKeyGrain Key(string digest) => GrainFactory.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(digest));
}
