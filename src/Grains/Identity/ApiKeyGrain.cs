using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IApiKeyGrain"/>
[PreferLocalPlacement]
public sealed class ApiKeyGrain([PersistentState("api_key")] IPersistentState<ApiKeyState> state, TimeProvider time) : Grain, IApiKeyGrain
{
    /// <inheritdoc />
    public async Task<ApiKey> Create(CreateApiKey request, CancellationToken cancellation)
    {
        if (state.State.ApiKey is { } existing) return existing;
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > 100)
            throw ActorException.InvalidArgument("name", "A key's name has 1 to 100 characters.");
        if (request.Scopes.FirstOrDefault(scope => Scopes.All.All(known => known.Scope != scope)) is { } unknown)
            throw ActorException.InvalidArgument("scopes", $"There is no scope '{unknown}'.");
        if (!await Owner(request.User).IsActive(cancellation))
            throw ActorException.NotFound("There is no such user.");

        var key = new ApiKey
        {
            Id = $"key_{SecretText.NewId()}", Name = request.Name, User = request.User, Scopes = request.Scopes.ToArray(), CreatedAt = time.GetUtcNow(),
        };
        await state.Save(state.State with { ApiKey = key }, this);
        return key;
    }

    /// <inheritdoc />
    public async Task<ApiKey?> Resolve(CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        return state.State is { ApiKey: { } key, RevokedAt: null } && await Owner(key.User).IsActive(cancellation) ? key : null;
    }

    /// <inheritdoc />
    public async Task<ApiKeyUse?> Use(UseApiKey request, CancellationToken cancellation)
    {
        state.LeaveIfAbsent(this);
        if (state.State is not { ApiKey: { } key, RevokedAt: null }) return null;
        return await Owner(key.User).Standing(cancellation) is { } standing ? new ApiKeyUse { Key = key, Standing = standing } : null;
    }

    /// <inheritdoc />
    public async Task Revoke(CancellationToken cancellation)
    {
        if (state.State is { ApiKey: not null, RevokedAt: null }) await state.Save(state.State with { RevokedAt = time.GetUtcNow() }, this);
    }

    private IUserGrain Owner(UserRef user) => GrainFactory.GetGrain<IUserGrain>(user.Key());
}
