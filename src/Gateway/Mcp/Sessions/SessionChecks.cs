using Actors.Contracts;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary>What must be true of the session that a legacy request names (2025-11-25, transports: Session Management).</summary>
internal sealed class SessionChecks(SessionDirectory sessions)
{
    /// <summary>
    /// The session of the request, or none where it names none; then the version is the session's. A client that never opened
    /// one is served what needs none.
    /// </summary>
    public async ValueTask<(Session? Session, McpError? Error)> Find(HttpContext http)
    {
        var ids = http.Request.Headers[SessionDirectory.Header];
        if (ids.Count == 0) return default;
        return ids is [{ } id] ? await Find(http, id) : (null, McpError.InvalidRequest($"Invalid request: the {SessionDirectory.Header} header must be there once."));
    }

    /// <summary>The session of this id.</summary>
    public async ValueTask<(Session? Session, McpError? Error)> Find(HttpContext http, string id)
    {
        try
        {
            return await sessions.Find(http, id) is { } session ? Check(http, session) : (null, NotFound);
        }
        catch (ActorException over) when (over.Error.Code == ErrorCodes.RateLimited)
        {
            return (null, McpError.RateLimited(http, over.Error));
        }
    }

    private static (Session?, McpError?) Check(HttpContext http, Session session) =>
        http.Request.Headers[HeaderChecks.VersionHeader] is [{ } version] && version != session.Version.Name
            ? (null, McpError.InvalidRequest($"Invalid request: this session speaks {session.Version.Name}, and the {HeaderChecks.VersionHeader} header says {version}."))
            : (session, null);

    /// <summary>The same, of a request that is nothing without a session.</summary>
    public async ValueTask<(Session? Session, McpError? Error)> Demand(HttpContext http) =>
        await Find(http) is var found && found is (null, null) ? (null, Missing) : found;

    /// <summary>What needs a session and was sent without one.</summary>
    public static McpError Missing => McpError.InvalidRequest($"Invalid request: this needs a session; send the {SessionDirectory.Header} that initialize answered.");

    /// <summary>No session of the caller's.</summary>
    public static McpError NotFound => McpError.InvalidRequest(
        "Session not found: it has ended, or never was yours. Open a new one with initialize.", StatusCodes.Status404NotFound);
}
