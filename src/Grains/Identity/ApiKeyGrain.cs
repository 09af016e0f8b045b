using System.Net;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IApiKeyGrain"/>
[PreferLocalPlacement]
public sealed class ApiKeyGrain([PersistentState("api_key")] IPersistentState<ApiKeyState> state, TimeProvider time) : Grain, IApiKeyGrain
{
    /// <summary>How long one can see that a key was revoked.</summary>
    public static readonly TimeSpan RevokedStay = TimeSpan.FromDays(30);

    private const int MostAddresses = 50;
    private static readonly TimeSpan UseIsNotedAgain = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task<ApiKey> Create(CreateApiKey request, CancellationToken cancellation)
    {
        if (state.State.ApiKey is { } existing) return existing;
        PeopleRules.DemandKnown(request.Scopes);
        if (!await Owner(request.User).IsActive(cancellation))
            throw ActorException.NotFound("There is no such user.");

        var key = new ApiKey
        {
            Id = $"key_{SecretText.NewId()}",
            Name = Name(request.Name),
            User = request.User,
            Scopes = request.Scopes.ToArray(),
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = InFuture(request.ExpiresAt),
            AllowedAddresses = Networks(request.AllowedAddresses),
            Impersonator = request.Impersonator,
        };
        await state.Save(state.State with { ApiKey = key }, this);
        return key;
    }

    /// <inheritdoc />
    public async Task<ApiKey?> Resolve(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return state.State.IsLive(time.GetUtcNow()) && await Owner(state.State.ApiKey!.User).IsActive(cancellation) ? state.State.ApiKey : null;
    }

    /// <inheritdoc />
    public async Task<ApiKeyUse?> Use(UseApiKey request, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        var now = time.GetUtcNow();
        if (!state.State.IsLive(now) || state.State.ApiKey is not { } key || !IsAllowed(key, request.Address)) return null;
        if (await Owner(key.User).Standing(cancellation) is not { } standing || !await ImpersonatorMayAct(key, cancellation)) return null;
        if (!(now - state.State.LastUsedAt < UseIsNotedAgain) || request.Address != state.State.LastUsedFrom)
            await state.Save(state.State with { LastUsedAt = now, LastUsedFrom = request.Address }, this);
        return new ApiKeyUse { Key = key, Standing = standing };
    }

    /// <inheritdoc />
    public Task<ApiKeyDetails?> Describe(CancellationToken cancellation) => Task.FromResult(state.State.ApiKey is null ? null : Details());

    /// <inheritdoc />
    public async Task<ApiKeyDetails> Change(ChangeApiKey request, CancellationToken cancellation)
    {
        var key = state.State.ApiKey ?? throw ActorException.NotFound("There is no such key.");
        if (!state.State.IsLive(time.GetUtcNow())) throw new ActorException(ErrorCodes.Conflict, "This key has ended, and stays so. Create another.");
        var changed = key with
        {
            Name = Name(request.Name),
            ExpiresAt = request.ExpiresAt == key.ExpiresAt ? key.ExpiresAt : InFuture(request.ExpiresAt),
            AllowedAddresses = Networks(request.AllowedAddresses),
        };
        await state.Save(state.State with { ApiKey = changed }, this);
        return Details();
    }

    /// <inheritdoc />
    public async Task Retire(DateTimeOffset at, CancellationToken cancellation)
    {
        if (state.State.ApiKey is not null && !(state.State.RevokedAt <= at)) await state.Save(state.State with { RevokedAt = at }, this);
    }

    /// <inheritdoc />
    public Task Revoke(CancellationToken cancellation) => Retire(time.GetUtcNow(), cancellation);

    /// <inheritdoc />
    public Task Drop(string tenant, CancellationToken cancellation) => state.Expire(state.State.ApiKey?.User.Tenant == tenant, this);

    /// <inheritdoc />
    public async Task<UserRef?> Expire(CancellationToken cancellation)
    {
        var (owner, ended) = (state.State.ApiKey?.User, time.GetUtcNow() - RevokedStay >= state.State.RevokedAt);
        await state.Expire(ended, this);
        return ended ? owner : null;
    }

    private ApiKeyDetails Details()
    {
        var key = state.State.ApiKey!;
        return new()
        {
            Id = key.Id,
            Name = key.Name,
            Scopes = key.Scopes,
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            AllowedAddresses = key.AllowedAddresses,
            LastUsedAt = state.State.LastUsedAt,
            LastUsedFrom = state.State.LastUsedFrom,
            RevokedAt = state.State.RevokedAt,
            IsActive = state.State.IsLive(time.GetUtcNow()),
            Impersonator = key.Impersonator,
        };
    }

    /// <summary>An operator who is one no more cannot go on being somebody else.</summary>
    private async Task<bool> ImpersonatorMayAct(ApiKey key, CancellationToken cancellation) => key.Impersonator is not { } impersonator
        || await Owner(new UserRef { Tenant = GrainKeys.Platform, User = impersonator }).Standing(cancellation) is { Role: Role.Operator };

    private static string Name(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= 100
        ? name
        : throw ActorException.InvalidArgument("name", "A key's name has 1 to 100 characters.");

    private DateTimeOffset? InFuture(DateTimeOffset? at) => at is null || at > time.GetUtcNow()
        ? at?.ToUniversalTime()
        : throw ActorException.InvalidArgument("expiresAt", "This time has passed already. Name one to come, or revoke the key.");

    /// <summary>Networks as they are written once: a single address is a network of one, and bits behind the prefix are none.</summary>
    private static string[] Networks(IReadOnlyList<string> addresses) => addresses.Count <= MostAddresses
        ? [.. addresses.Select(address => Network(address).ToString())]
        : throw ActorException.InvalidArgument("allowedAddresses", $"A key has at most {MostAddresses} networks it may be used from.");

    private static IPNetwork Network(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw ActorException.InvalidArgument("allowedAddresses", "This is neither an address like 203.0.113.7 nor a network like 10.0.0.0/8, whose bits behind the prefix are zero.");
    }

    private static bool IsAllowed(ApiKey key, string from)
    {
        if (key.AllowedAddresses.Count == 0) return true;
        if (!IPAddress.TryParse(from, out var address)) return false;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return key.AllowedAddresses.Any(network => IPNetwork.Parse(network).Contains(address));
    }

    private IUserGrain Owner(UserRef user) => GrainFactory.GetGrain<IUserGrain>(user.Key());
}
