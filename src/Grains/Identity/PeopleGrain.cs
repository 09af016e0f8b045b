using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Grains.Changes;
using Actors.Grains.Infrastructure;
using Actors.Grains.Mailing;

namespace Actors.Grains.Identity;

/// <inheritdoc cref="IPeopleGrain"/>
/// <remarks>A user's own grain is changed first, and the list after it: whatever is cut short in between, a repeat puts right.</remarks>
public sealed class PeopleGrain([PersistentState("people")] IPersistentState<PeopleState> state, Postbox post, TimeProvider time) : Grain, IPeopleGrain
{
    private const int DefaultListed = 50;
    private const int MostInvitations = 1000;
    private static readonly TimeSpan TimerSlack = TimeSpan.FromMilliseconds(100);

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    private PeopleRules Rules => new(Tenant, state.State.Users, Caller.Current!);

    /// <inheritdoc />
    public Task<UserList> List(ListUsers request, CancellationToken cancellation)
    {
        var matching = state.State.Users.FindAll(user =>
            (request.Role is null || user.Role == request.Role) && (request.Status is null || user.Status == request.Status)
            && (request.Query is not { } text || Holds(user.Name, text) || Holds(user.Email, text)));
        var limit = request.Limit ?? DefaultListed;
        var page = matching.Where(user => string.CompareOrdinal(user.Id, request.After) > 0).Take(limit + 1).ToArray();
        return Task.FromResult(new UserList { Users = page.Take(limit).ToArray(), Total = matching.Count, Next = page.Length > limit ? page[limit - 1].Id : null });
    }

    /// <inheritdoc />
    public Task<UserProfile> Get(NamedUser request, CancellationToken cancellation) => Task.FromResult(Rules.Find(request.UserId));

    /// <inheritdoc />
    public Task<UserProfile> Update(UpdateUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        if (request.Role is { } role && role != user.Role) Rules.DemandMayAssign(user, role);
        else Rules.DemandMayTouch(user);
        return Change(user, new ChangeMembership { Name = request.Name, Role = request.Role }, cancellation);
    }

    /// <inheritdoc />
    public Task<UserProfile> Suspend(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMaySuspend(user);
        return Change(user, new ChangeMembership { Status = UserStatus.Suspended }, cancellation);
    }

    /// <inheritdoc />
    public async Task<UserProfile> Remove(NamedUser request, ClientAnswers answers, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMayRemove(user);
        if (!answers.Agrees($"Remove {user.Name} ({user.Email}) from your organisation for good? Their sessions, programs and keys end at once, and what is theirs here is erased after 30 days."))
            throw new ActorException(ErrorCodes.Conflict, $"{user.Name} was not removed: the person who was asked did not agree.");
        using var _ = Caller.EnterPlatform();
        var removed = await User(user.Id).Remove(cancellation);
        await Keys(user).RevokeAll(cancellation);
        if (!user.IsService)
            await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(user.Email)).Release(new UserRef { Tenant = Tenant, User = user.Id }, cancellation);
        await state.Save(state.State with { Users = state.State.Users.Remove(user) }, this);
        return removed;
    }

    /// <inheritdoc />
    public Task<UserProfile> Activate(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMayTouch(user);
        return Change(user, new ChangeMembership { Status = UserStatus.Active }, cancellation);
    }

    /// <inheritdoc />
    public async Task<IssuedPasswordReset> ResetPassword(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMayTouch(user);
        var byOperator = Caller.Current!.IsPlatform;
        using var _ = Caller.EnterPlatform();
        if (user.IsService) throw new ActorException(ErrorCodes.Conflict, "A service account has no password.");
        if (!byOperator && !await GrainFactory.GetGrain<IEmailGrain>(EmailAddress.Key(user.Email)).BelongsTo(Tenant, cancellation))
            throw new ActorException(ErrorCodes.Forbidden, "This account is not your organisation's alone. An operator of the platform can reset its password.");
        var text = SecretText.New();
        var expiresAt = await GrainFactory.GetGrain<IPasswordResetGrain>(GrainKeys.PlatformItem(SecretText.Digest(text))).Open(user.Email, cancellation);
        var issued = new IssuedPasswordReset { Path = $"/reset?token={text}", ExpiresAt = expiresAt };
        await post.Reset(user.Email, issued.ExpiresAt, issued.Path);
        return issued;
    }

    /// <inheritdoc />
    public async Task<IssuedInvitation> Invite(InviteUser request, CancellationToken cancellation)
    {
        var (address, role, now) = (EmailAddress.Key(request.Email), request.Role ?? Rules.Default, time.GetUtcNow());
        Rules.DemandMayGive(role);
        if (state.State.Users.Exists(user => !user.IsService && EmailAddress.Key(user.Email) == address))
            throw new ActorException(ErrorCodes.Conflict, "Somebody with this e-mail address is a member already.");
        var open = state.State.Invitations.RemoveAll(invitation => invitation.ExpiresAt <= now);
        if (open.Count >= MostInvitations)
            throw new ActorException(ErrorCodes.LimitReached, $"There are {MostInvitations} open invitations. Revoke some first.", ("limit", $"{MostInvitations}"));
        Rules.DemandRoom();

        var text = SecretText.New();
        var invitation = new Invitation
        {
            Id = SecretText.NewId(), Tenant = Tenant, Email = request.Email.Trim(), Role = role, CreatedAt = now, ExpiresAt = now + InvitationGrain.Lifetime,
        };
        await state.Save(state.State with { Invitations = open.Add(invitation) }, this);
        using var _ = Caller.EnterPlatform();
        await GrainFactory.GetGrain<IInvitationGrain>(GrainKeys.PlatformItem(SecretText.Digest(text))).Open(invitation, cancellation);
        var issued = new IssuedInvitation { Invitation = invitation, Path = $"/join?token={text}" };
        if (post.IsOn) await post.Invite(invitation, await Name(cancellation), issued.Path);
        return issued;
    }

    /// <inheritdoc />
    public Task<InvitationList> ListInvitations(CancellationToken cancellation) => Task.FromResult(
        new InvitationList { Invitations = state.State.Invitations.Where(invitation => invitation.ExpiresAt > time.GetUtcNow()).Reverse().ToArray() });

    /// <inheritdoc />
    public async Task<Invitation> RevokeInvitation(NamedInvitation request, CancellationToken cancellation)
    {
        var invitation = state.State.Invitations.Find(invitation => invitation.Id == request.InvitationId)
            ?? throw ActorException.NotFound("There is no such open invitation. list_invitations says which there are.");
        Rules.DemandMayGive(invitation.Role);
        await state.Save(state.State with { Invitations = state.State.Invitations.Remove(invitation) }, this);
        return invitation;
    }

    /// <inheritdoc />
    public async Task<UserProfile> CreateServiceAccount(CreateServiceAccount request, CancellationToken cancellation)
    {
        var role = request.Role ?? Rules.Default;
        Rules.DemandMayGive(role);
        if (role == Role.Owner) throw ActorException.InvalidArgument("role", "A service account cannot be an owner. Choose another role.");
        Rules.DemandRoom();
        var id = SecretText.NewId();
        using var _ = Caller.EnterPlatform();
        await User(id).Create(new CreateUser { Name = Passwords.DemandName(request.Name), Email = "", Password = "", Role = role, IsService = true }, cancellation);
        var user = (await User(id).Get(cancellation))!;
        await Enlist(user, cancellation);
        return user;
    }

    /// <inheritdoc />
    public async Task<IssuedApiKey> CreateServiceKey(IssueServiceKey request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        if (!user.IsService) throw ActorException.InvalidArgument("userId", "This is a person, who creates their own keys. Create a service account for a program.");
        PeopleRules.DemandMayGrant(request.Scopes, Caller.Current!);
        using var _ = Caller.EnterPlatform();
        return await Keys(user).Create(
            new IssueApiKey { Name = request.Name, Scopes = request.Scopes, ExpiresAt = request.ExpiresAt, AllowedAddresses = request.AllowedAddresses }, cancellation);
    }

    /// <inheritdoc />
    public async Task<ApiKeyList> ListKeys(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        using var _ = Caller.EnterPlatform();
        return await Keys(user).List(cancellation);
    }

    /// <inheritdoc />
    public async Task<ApiKeyDetails> RevokeKey(RevokeUserKey request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMayTouch(user);
        using var _ = Caller.EnterPlatform();
        return await Keys(user).Revoke(new RevokeApiKey { KeyId = request.KeyId }, cancellation);
    }

    /// <inheritdoc />
    public async Task<SessionList> ListSessions(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        using var _ = Caller.EnterPlatform();
        return await Account(user).ListSessions(cancellation);
    }

    /// <inheritdoc />
    public async Task<SignedOut> SignOut(NamedUser request, CancellationToken cancellation)
    {
        var user = Rules.Find(request.UserId);
        Rules.DemandMayTouch(user);
        using var _ = Caller.EnterPlatform();
        return await Account(user).SignOutEverywhere(cancellation);
    }

    /// <inheritdoc />
    public async Task Enlist(UserProfile user, CancellationToken cancellation)
    {
        var at = state.State.Users.FindIndex(listed => string.CompareOrdinal(listed.Id, user.Id) >= 0);
        if (at >= 0 && state.State.Users[at].Id == user.Id) return;
        await state.Save(state.State with { Users = state.State.Users.Insert(at < 0 ? state.State.Users.Count : at, user) }, this);
    }

    /// <inheritdoc />
    public async Task EnlistAll(IReadOnlyList<UserProfile> users, CancellationToken cancellation)
    {
        var listed = state.State.Users.UnionBy(users, user => user.Id).OrderBy(user => user.Id, StringComparer.Ordinal).ToImmutableList();
        if (listed.Count > state.State.Users.Count) await state.Save(state.State with { Users = listed }, this);
    }

    /// <inheritdoc />
    public Task<bool> IsInvited(string invitationId, CancellationToken cancellation) =>
        Task.FromResult(state.State.Invitations.Exists(invitation => invitation.Id == invitationId));

    /// <inheritdoc />
    public async Task Accepted(string invitationId, CancellationToken cancellation)
    {
        var open = state.State.Invitations.RemoveAll(invitation => invitation.Id == invitationId);
        if (open != state.State.Invitations) await state.Save(state.State with { Invitations = open }, this);
    }

    private async Task<UserProfile> Change(UserProfile user, ChangeMembership change, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var changed = await User(user.Id).Change(change, cancellation);
        if (changed == user) return changed;
        await state.Save(state.State with { Users = state.State.Users.Replace(user, changed) }, this);
        await GrainFactory.Publish(GrainKeys.User(Tenant, user.Id), [Me]);
        if (changed.Role != user.Role) PublishListsOnceGatewaysKnow(user.Id);
        return changed;
    }

    /// <summary>Whoever is told looks at once, and until then some gateway may still go by the old role.</summary>
    private void PublishListsOnceGatewaysKnow(string user) => this.RegisterGrainTimer(
        _ => GrainFactory.Publish(GrainKeys.User(Tenant, user), Contracts.Changes.Change.Lists),
        new GrainTimerCreationOptions { DueTime = Standing.Freshness + TimerSlack, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });

    /// <summary>What a person reads about themselves.</summary>
    private static Contracts.Changes.Change Me => Contracts.Changes.Change.At("actors://me");

    private async Task<string> Name(CancellationToken cancellation) =>
        Tenant == GrainKeys.Platform ? "this platform" : (await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(Tenant)).Get(cancellation))?.Name ?? Tenant;

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private IUserGrain User(string id) => GrainFactory.GetGrain<IUserGrain>(GrainKeys.User(Tenant, id));

    private IAccountGrain Account(UserProfile user) => GrainFactory.GetGrain<IAccountGrain>(GrainKeys.User(Tenant, user.Id));

    private IApiKeysGrain Keys(UserProfile user) => GrainFactory.GetGrain<IApiKeysGrain>(GrainKeys.User(Tenant, user.Id));
}
