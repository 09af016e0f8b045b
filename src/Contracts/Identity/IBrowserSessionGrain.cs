namespace Actors.Contracts.Identity;

/// <summary>
/// One signed-in browser, for 12 hours at most. Key: <see cref="GrainKeys.PlatformItem"/> of the cookie's
/// <see cref="SecretText.Digest"/>, so the store holds nothing that opens a session.
/// </summary>
[Alias("browser_session")]
public interface IBrowserSessionGrain : IGrainWithStringKey
{
    /// <summary>Opens the session for a user whose password has just been checked.</summary>
    [PlatformOnly, Alias("open")]
    Task<BrowserSession> Open(UserRef user, CancellationToken cancellation);

    /// <summary>Opens the session, and lists it in its user's account.</summary>
    [PlatformOnly, Alias("open_from")]
    Task<BrowserSession> OpenFrom(OpenSession request, CancellationToken cancellation);

    /// <summary>Opens the session for an operator to act as somebody, for as long as their key for that is good. Null where it is not theirs, or has ended.</summary>
    [PlatformOnly, Alias("act")]
    Task<BrowserSession?> Act(ActInBrowser request, CancellationToken cancellation);

    /// <summary>The session, or null where it was never opened, has ended, or its user, or the operator who acts as them, may not act any more or has signed out everywhere since.</summary>
    [PlatformOnly, Idempotent, Alias("get")]
    Task<BrowserSession?> Get(CancellationToken cancellation);

    /// <summary>Signs out; what was acting as somebody else ends for good.</summary>
    [PlatformOnly, Idempotent, Alias("close")]
    Task Close(CancellationToken cancellation);

    /// <summary>Removes what is stored of the session, if it has ended.</summary>
    [PlatformOnly, Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
