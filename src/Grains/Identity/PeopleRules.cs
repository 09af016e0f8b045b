using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Grains.Identity;

/// <summary>Who may do what to whom within one tenant. The backend itself may do all of it.</summary>
internal readonly record struct PeopleRules(string Tenant, IReadOnlyList<UserProfile> Users, Caller Caller)
{
    private const int Most = 10_000;

    /// <summary>What somebody is who is not said to be anything.</summary>
    public Role Default => IsPlatform ? Role.Operator : Role.Member;

    private bool IsPlatform => Tenant == GrainKeys.Platform;

    /// <summary>The role that a tenant is never without.</summary>
    private Role Top => IsPlatform ? Role.Operator : Role.Owner;

    public UserProfile Find(string id) => Users.FirstOrDefault(user => user.Id == id)
        ?? throw ActorException.NotFound("There is no such user. list_users says which there are.");

    /// <summary>Owners are for owners.</summary>
    public void DemandMayTouch(UserProfile user)
    {
        if (user.Role == Role.Owner && !MayHandleOwners) throw Forbidden("Only an owner may change what an owner is or has.");
    }

    public void DemandMayGive(Role role)
    {
        if ((role == Role.Operator) != IsPlatform)
            throw ActorException.InvalidArgument("role", "Operators, and nobody else, belong to the platform. Choose another role.");
        if (role == Role.Owner && !MayHandleOwners) throw Forbidden("Only an owner may make somebody an owner.");
    }

    public void DemandMayAssign(UserProfile user, Role role)
    {
        DemandMayTouch(user);
        DemandMayGive(role);
        if (role == Role.Owner && user.IsService) throw ActorException.InvalidArgument("role", "A service account cannot be an owner. Choose another role.");
        DemandAnotherRemains(user);
    }

    public void DemandMaySuspend(UserProfile user)
    {
        DemandMayTouch(user);
        if (user.Id == Caller.User && !Caller.IsPlatform) throw new ActorException(ErrorCodes.Conflict, "You cannot suspend yourself. Ask another admin.");
        DemandAnotherRemains(user);
    }

    public void DemandMayRemove(UserProfile user)
    {
        DemandMayTouch(user);
        if (user.Id == Caller.User && !Caller.IsPlatform) throw new ActorException(ErrorCodes.Conflict, "You cannot remove yourself. Ask another admin.");
        DemandAnotherRemains(user);
    }

    public void DemandRoom()
    {
        if (Users.Count >= Most) throw new ActorException(ErrorCodes.LimitReached, $"An organisation has at most {Most} users.", ("limit", $"{Most}"));
    }

    /// <summary>Nobody hands on what they do not have, in this very call.</summary>
    public static void DemandMayGrant(IReadOnlyList<string> scopes, Caller caller)
    {
        if (scopes.Count == 0)
            throw ActorException.InvalidArgument("scopes", "A key without a scope can do nothing. Name at least one.");
        DemandKnown(scopes);
        if (!caller.IsPlatform && scopes.FirstOrDefault(scope => !caller.Has(scope) || !Scopes.MayHold(caller.Role, scope)) is { } tooMuch)
            throw new ActorException(ErrorCodes.Forbidden, $"A key may do no more than you may in this call, and that does not include '{tooMuch}'. whoami says what does.", ("scope", tooMuch));
    }

    public static void DemandKnown(IReadOnlyList<string> scopes)
    {
        if (scopes.FirstOrDefault(scope => Scopes.All.All(known => known.Scope != scope)) is { } unknown)
            throw ActorException.InvalidArgument("scopes", $"There is no scope '{unknown}'. There are {string.Join(", ", Scopes.All.Select(known => known.Scope))}.");
    }

    private bool MayHandleOwners => Caller.IsPlatform || Caller.Role == Role.Owner;

    private void DemandAnotherRemains(UserProfile user)
    {
        var (top, id) = (Top, user.Id);
        if (user.Role == top && !Users.Any(other => other.Id != id && other.Role == top && other is { Status: UserStatus.Active, IsService: false }))
            throw new ActorException(ErrorCodes.Conflict, "This is the last one who can look after everything. Give somebody else the role first.");
    }

    private static ActorException Forbidden(string message) => new(ErrorCodes.Forbidden, message);
}
