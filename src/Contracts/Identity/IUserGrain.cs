using Actors.Contracts.Tools;

namespace Actors.Contracts.Identity;

/// <summary>One person in one tenant. Key: <see cref="GrainKeys.User"/>.</summary>
[ToolSet(ToolKey.User), Alias("user")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>Tells who you are here: your name, e-mail address and organisation, the client you came through and the scopes it was given.</summary>
    [Tool("whoami", Title = "Who am I", Scope = Scopes.Profile, Route = "GET /api/me", ReadOnly = true, Idempotent = true)]
    [Resource("actors://me", Name = "me", Title = "You"), ReadOnly, Alias("whoami")]
    Task<WhoAmI> WhoAmI(CancellationToken cancellation);

    /// <summary>
    /// Creates the user, as the last step of <see cref="IEmailGrain.Register"/>. Repeating it for the same address
    /// changes nothing.
    /// </summary>
    [PlatformOnly, Idempotent, Alias("create")]
    Task Create(CreateUser request, CancellationToken cancellation);

    /// <summary>The user's profile, or null where there is no such user.</summary>
    [PlatformOnly, ReadOnly, Alias("get")]
    Task<UserProfile?> Get(CancellationToken cancellation);

    /// <summary>
    /// Whether this is an active user's password. It takes as long for a user that does not exist, so that time tells
    /// nothing either.
    /// </summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("check_password")]
    Task<bool> CheckPassword(string password, CancellationToken cancellation);

    /// <summary>Whether the user exists and neither they nor their tenant are suspended. Sessions, tokens and keys of any other user are refused.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("is_active")]
    Task<bool> IsActive(CancellationToken cancellation);

    /// <summary>What the user is now, or null where they may not act: there is none, or they or their tenant are suspended.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("standing")]
    Task<Standing?> Standing(CancellationToken cancellation);

    /// <summary>Whether this is the user's own password, whether or not they may act. It takes as long for a user that does not exist.</summary>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("has_password")]
    Task<bool> HasPassword(string password, CancellationToken cancellation);

    /// <summary>Replaces the password.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Alias("set_password")]
    Task SetPassword(string password, CancellationToken cancellation);

    /// <summary>Ends every session, and every token of every program, that there is now. API keys stay.</summary>
    [PlatformOnly, Alias("sign_out")]
    Task SignOut(CancellationToken cancellation);

    /// <summary>Gives the password on to the same person in another tenant.</summary>
    [PlatformOnly, Idempotent, Alias("hand_over")]
    Task HandOver(UserRef heir, CancellationToken cancellation);

    /// <summary>Takes over the password that the same person had in another tenant, as its hash.</summary>
    [PlatformOnly, Idempotent, Alias("inherit")]
    Task Inherit(string passwordHash, CancellationToken cancellation);

    /// <summary>Changes what the user is. Who may do so is for the caller to know.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Idempotent, Alias("change")]
    Task<UserProfile> Change(ChangeMembership request, CancellationToken cancellation);

    /// <summary>Suspends or reinstates the user.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where there is no such user.</exception>
    [PlatformOnly, Idempotent, Alias("set_status")]
    Task SetStatus(UserStatus status, CancellationToken cancellation);

    /// <summary>Lets the user act no more, for good. What is stored of them is erased 30 days later.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/> where there is no such user.</exception>
    [PlatformOnly, Idempotent, Alias("remove")]
    Task<UserProfile> Remove(CancellationToken cancellation);

    /// <summary>Erases all that is stored of the user, goals, credentials and the rest, if they were removed 30 days ago.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
