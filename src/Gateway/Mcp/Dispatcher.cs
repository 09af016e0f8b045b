using Actors.Gateway.Mcp.Methods;

namespace Actors.Gateway.Mcp;

/// <summary>The methods of each era. What is not listed does not exist there (2026-07-28, changelog: removed methods).</summary>
internal sealed class Dispatcher(Discover discover, ToolsList toolsList, ToolsCall toolsCall)
{
    public ValueTask Answer(McpCall call) => call.Version.IsModern
        ? call.Method switch
        {
            "tools/call" => toolsCall.Answer(call),
            "tools/list" => Now(call, toolsList.Answer),
            "server/discover" => Now(call, discover.Answer),
            _ => Now(call, NotFound),
        }
        : call.Method switch
        {
            "tools/call" => toolsCall.Answer(call),
            "tools/list" => Now(call, toolsList.Answer),
            "initialize" => Now(call, Initialize.Answer),
            "ping" => Now(call, Ping),
            _ => Now(call, NotFound),
        };

    /// <summary>The scope that the caller lacks for what it asks. Asked before anything of a body runs.</summary>
    public string? MissingScope(McpCall call) => call.Method == "tools/call" ? toolsCall.MissingScope(call) : null;

    private static ValueTask Now(McpCall call, Action<McpCall> answer)
    {
        answer(call);
        return ValueTask.CompletedTask;
    }

    private static void Ping(McpCall call) => call.Reply.Result(call.Id, "{}"u8);

    private static void NotFound(McpCall call) => call.Fail(McpError.MethodNotFound(call.Method, call.Version));
}
