namespace Actors.Contracts;

/// <summary>The codes an <see cref="ActorError"/> can carry. They are part of the interface: add, never rename.</summary>
public static class ErrorCodes
{
    /// <summary>An argument is missing, malformed or out of range.</summary>
    public const string InvalidArgument = "invalid_argument";

    /// <summary>No credential, or one that is expired, forged, revoked or meant for something else.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>The credential is good but lacks a scope; the detail <c>scope</c> names all that are needed.</summary>
    public const string InsufficientScope = "insufficient_scope";

    /// <summary>The caller's role does not allow it, whatever the credential was granted.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>There is no such thing for this caller; another tenant's things do not exist either.</summary>
    public const string NotFound = "not_found";

    /// <summary>The call needs answers of its client first; <see cref="ActorError.Input"/> says which. Nothing was changed.</summary>
    public const string InputRequired = "input_required";

    /// <summary>The request contradicts the present state.</summary>
    public const string Conflict = "conflict";

    /// <summary>A stored amount has reached its limit; the detail <c>limit</c> says which.</summary>
    public const string LimitReached = "limit_reached";

    /// <summary>Too many requests; the detail <c>retryAfter</c> says the seconds to wait.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>Something the call needs is away; nothing was changed and the call can be repeated.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>The call may or may not have taken effect; look before repeating it.</summary>
    public const string UnknownOutcome = "unknown_outcome";

    /// <summary>The call did not answer in time.</summary>
    public const string Timeout = "timeout";

    /// <summary>A fault of ours; the correlation id finds it in the logs.</summary>
    public const string Internal = "internal";
}
