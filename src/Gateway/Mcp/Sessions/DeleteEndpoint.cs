using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Sessions;

/// <summary><c>DELETE /mcp</c>: the client needs its session no more (2025-11-25, transports: Session Management).</summary>
internal sealed class DeleteEndpoint(SessionChecks checks, SessionDirectory sessions, ObjectPool<Reply> replies)
{
    public async Task Answer(HttpContext http)
    {
        var (session, error) = await checks.Demand(http);
        if (session is null)
        {
            await HttpAnswer.Refuse(http, replies, error!);
            return;
        }
        await sessions.Change(http, session, grain => grain.End(CancellationToken.None));
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
