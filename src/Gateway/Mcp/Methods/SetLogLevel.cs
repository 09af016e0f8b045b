using Actors.Contracts.Tools;
using Actors.Gateway.Mcp.Sessions;

namespace Actors.Gateway.Mcp.Methods;

/// <summary><c>logging/setLevel</c> of the legacy revisions: which log messages the client of a session wants (2025-11-25, utilities: Logging).</summary>
internal sealed class SetLogLevel(SessionDirectory sessions)
{
    public async ValueTask Answer(McpCall call)
    {
        if (call.Session is not { } session)
        {
            call.Fail(SessionChecks.Missing);
            return;
        }
        if (call.Text("level"u8) is not { } level || !LogEntry.Levels.Contains(level))
        {
            call.Fail(McpError.InvalidParams($"Invalid params: level must be one of {string.Join(", ", LogEntry.Levels)}."));
            return;
        }
        await sessions.Change(call.Http, session, grain => grain.SetLogLevel(level, CancellationToken.None));
        call.Reply.Result(call.Id, "{}"u8);
    }
}
