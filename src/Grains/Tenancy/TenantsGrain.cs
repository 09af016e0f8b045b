using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Tenancy;

/// <inheritdoc cref="ITenantsGrain"/>
public sealed class TenantsGrain([PersistentState("tenants")] IPersistentState<TenantsState> state, AuditNotes notes, TimeProvider time) : Grain, ITenantsGrain
{
    private const int DefaultListed = 50;
    private const int Grace = 30; // days
    private const int ImpersonationMinutes = 15;

    /// <inheritdoc />
    public async Task<FoundedTenant> Create(FoundTenant request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        EmailAddress.Key(request.OwnerEmail);
        var tenant = await Grain(request.TenantId).Create(new CreateTenant { Name = request.Name }, cancellation);
        if (tenant.Name != request.Name || tenant.Status != TenantStatus.Active)
            throw new ActorException(ErrorCodes.Conflict, "This id is taken. Ids are never given again; choose another.");
        await Enlist(tenant.Id, cancellation);
        var invitation = await People(tenant.Id).Invite(new InviteUser { Email = request.OwnerEmail, Role = Role.Owner }, cancellation);
        return new FoundedTenant { Tenant = tenant, Invitation = invitation };
    }

    /// <inheritdoc />
    public async Task<TenantList> List(ListTenants request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var (limit, filters) = (request.Limit ?? DefaultListed, request.Query is not null || request.Status is not null);
        var matching = filters ? (await Get(state.State.Ids, cancellation)).Where(tenant => Matches(tenant, request)).ToArray() : null;
        var ids = matching?.Select(tenant => tenant.Id).ToArray() ?? [.. state.State.Ids];
        var page = ids.Where(id => string.CompareOrdinal(id, request.After) > 0).Take(limit + 1).ToArray();
        var tenants = await Get(page.Take(limit), cancellation);
        return new TenantList { Tenants = tenants, Total = ids.Length, Next = page.Length > limit ? page[limit - 1] : null };
    }

    /// <inheritdoc />
    public async Task<Tenant> Get(NamedTenant request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        return await Existing(request.TenantId).Get(cancellation) ?? throw Unknown();
    }

    /// <inheritdoc />
    public async Task<Tenant> Rename(RenameTenant request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        return await Existing(request.TenantId).Update(new UpdateTenant { Name = request.Name }, cancellation);
    }

    /// <inheritdoc />
    public Task<Tenant> Suspend(NamedTenant request, CancellationToken cancellation) => SetStatus(request.TenantId, TenantStatus.Suspended, cancellation);

    /// <inheritdoc />
    public Task<Tenant> Activate(NamedTenant request, CancellationToken cancellation) => SetStatus(request.TenantId, TenantStatus.Active, cancellation);

    /// <inheritdoc />
    public async Task<Tenant> Delete(DeleteTenant request, ClientAnswers answers, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var doomed = await Existing(request.TenantId).Get(cancellation) ?? throw Unknown();
        var days = doomed.Status == TenantStatus.Importing ? 0 : request.GraceDays ?? Grace;
        if (!answers.Agrees($"Delete {doomed.Name} ({doomed.Id})? Its people act no more at once, and {(days == 0 ? "within minutes" : $"after {days} days")} all that is theirs is gone for good."))
            throw new ActorException(ErrorCodes.Conflict, $"{doomed.Name} was not deleted: the person who was asked did not agree.");
        var tenant = await Existing(request.TenantId).DeleteAt(time.GetUtcNow() + TimeSpan.FromDays(days), cancellation);
        if (tenant.DeletesAt is { } at)
            await GrainFactory.GetGrain<ITenantErasureGrain>(GrainKeys.Tenant(tenant.Id)).Schedule(at, CancellationToken.None);
        return tenant;
    }

    /// <inheritdoc />
    public async Task<IssuedPasswordReset> ResetPassword(TenantUser request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        if (await Existing(request.TenantId).Get(cancellation) is null) throw Unknown();
        return await People(request.TenantId).ResetPassword(new NamedUser { UserId = request.UserId }, cancellation);
    }

    /// <inheritdoc />
    public async Task<IssuedApiKey> Impersonate(Impersonate request, CancellationToken cancellation)
    {
        var impersonator = Caller.Current!.User ?? throw new ActorException(ErrorCodes.Forbidden, "Only a person can act as another.");
        using var _ = Caller.EnterPlatform();
        var (user, secret) = (await User(request.TenantId, request.UserId, cancellation), SecretText.NewApiKey());
        var key = await Keys(user).Add(new AddApiKey
        {
            Digest = SecretText.Digest(secret),
            Key = new CreateApiKey
            {
                Name = $"An operator acting as you: {request.Reason}", User = user, Scopes = Scopes.Impersonating,
                ExpiresAt = time.GetUtcNow() + TimeSpan.FromMinutes(request.Minutes ?? ImpersonationMinutes), Impersonator = impersonator,
            },
        }, cancellation);
        await Announce(user, impersonator, "impersonate_user");
        return new IssuedApiKey { Key = key, Secret = secret };
    }

    /// <inheritdoc />
    public async Task<ApiKeyList> EndImpersonation(TenantUser request, CancellationToken cancellation)
    {
        var by = Caller.Current!.User ?? Caller.Current.Client;
        using var _ = Caller.EnterPlatform();
        var user = await User(request.TenantId, request.UserId, cancellation);
        var keys = (await Keys(user).List(cancellation)).Keys.Where(key => key is { Impersonator: not null, IsActive: true });
        var ended = new List<ApiKeyDetails>();
        foreach (var key in keys) ended.Add(await Keys(user).Revoke(new RevokeApiKey { KeyId = key.Id }, cancellation));
        if (ended.Count > 0) await Announce(user, by, "end_impersonation");
        return new ApiKeyList { Keys = ended.ToArray() };
    }

    /// <inheritdoc />
    public async Task<ExportedPart> Export(ExportTenant request, CancellationToken cancellation)
    {
        var by = Caller.Current!;
        using var _ = Caller.EnterPlatform();
        if (await Existing(request.TenantId).Get(cancellation) is null or { Status: TenantStatus.Deleted }) throw Unknown();
        var part = await GrainFactory.GetGrain<ITenantExportGrain>(GrainKeys.Tenant(request.TenantId)).Read(request.After, cancellation);
        await notes.Note(AuditNotes.Of(request.TenantId, $"operator {by.Owner}"), "export_tenant", "tenant", AuditNotes.Done);
        return part;
    }

    /// <inheritdoc />
    public async Task<TenantImport> Import(ImportTenant request, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        if (request.TenantId == GrainKeys.Platform || await Grain(request.TenantId).Get(cancellation) is { Status: not TenantStatus.Importing })
            throw new ActorException(ErrorCodes.Conflict, "This id is taken. Ids are never given again; choose another.");
        return new() { TenantId = request.TenantId, SendTo = $"/api/tenants/{request.TenantId}/import" };
    }

    /// <inheritdoc />
    public async Task Enlist(string tenantId, CancellationToken cancellation)
    {
        var at = state.State.Ids.BinarySearch(tenantId, StringComparer.Ordinal);
        if (at < 0) await state.Save(state.State with { Ids = state.State.Ids.Insert(~at, tenantId) }, this);
    }

    private async Task<Tenant> SetStatus(string id, TenantStatus status, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        return await Existing(id).SetStatus(status, cancellation);
    }

    private async Task<Tenant[]> Get(IEnumerable<string> ids, CancellationToken cancellation) =>
        [.. (await Task.WhenAll(ids.Select(id => Grain(id).Get(cancellation)))).OfType<Tenant>()];

    private static bool Matches(Tenant tenant, ListTenants request) =>
        (request.Status is null || tenant.Status == request.Status)
        && (request.Query is not { } text || tenant.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || tenant.Id.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static ActorException Unknown() => ActorException.NotFound("There is no such organisation. list_tenants says which there are.");

    private ITenantGrain Existing(string id) => GrainKeys.IsTenantId(id) ? Grain(id) : throw Unknown();

    private ITenantGrain Grain(string id) => GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(id));

    /// <summary>Tells the tenant's own audit, which the operator's call is no part of.</summary>
    private Task Announce(UserRef user, string impersonator, string what) =>
        notes.Write(AuditNotes.Of(user.Tenant, $"operator {impersonator}"), what, $"user/{user.User}");

    /// <summary>A user of a tenant, never of the platform: nobody acts as another operator.</summary>
    private async Task<UserRef> User(string tenant, string user, CancellationToken cancellation)
    {
        if (await Existing(tenant).Get(cancellation) is null) throw Unknown();
        await People(tenant).Get(new NamedUser { UserId = user }, cancellation);
        return new UserRef { Tenant = tenant, User = user };
    }

    private IApiKeysGrain Keys(UserRef user) => GrainFactory.GetGrain<IApiKeysGrain>(user.Key());

    private IPeopleGrain People(string id) => GrainFactory.GetGrain<IPeopleGrain>(GrainKeys.Tenant(id));
}
