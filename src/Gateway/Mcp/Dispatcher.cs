using Actors.Gateway.Mcp.Methods;
using Actors.Gateway.Mcp.Subscriptions;

namespace Actors.Gateway.Mcp;

/// <summary>The methods of each era. What is not listed does not exist there (2026-07-28, changelog: removed methods).</summary>
internal sealed class Dispatcher(
    Initialize initialize, SetLogLevel setLogLevel, Listen listen, ResourceSubscriptions resourceSubscriptions, Discover discover, ToolsList toolsList, ToolsCall toolsCall, ResourcesList resourcesList, ResourcesRead resourcesRead, Prompts prompts,
    Complete complete, Tasks tasks)
{
    public ValueTask Answer(McpCall call) => call.Method switch
    {
        "tools/call" => toolsCall.Answer(call),
        "tools/list" => Now(call, toolsList.Answer),
        "resources/list" => resourcesList.Answer(call),
        "resources/templates/list" => Now(call, resourcesList.AnswerTemplates),
        "resources/read" => resourcesRead.Answer(call),
        "prompts/list" => Now(call, prompts.List),
        "prompts/get" => prompts.Get(call),
        "completion/complete" => complete.Answer(call),
        "tasks/get" when call.Version.IsModern => tasks.Get(call),
        "tasks/update" when call.Version.IsModern => tasks.Update(call),
        "tasks/cancel" when call.Version.IsModern => tasks.Cancel(call),
        "server/discover" when call.Version.IsModern => Now(call, discover.Answer),
        "initialize" when !call.Version.IsModern => initialize.Answer(call),
        "logging/setLevel" when !call.Version.IsModern => setLogLevel.Answer(call),
        "subscriptions/listen" when call.Version.IsModern => listen.Answer(call),
        "resources/subscribe" when !call.Version.IsModern => resourceSubscriptions.Subscribe(call),
        "resources/unsubscribe" when !call.Version.IsModern => resourceSubscriptions.Unsubscribe(call),
        "ping" when !call.Version.IsModern => Now(call, Ping),
        _ => Now(call, NotFound),
    };

    /// <summary>The scope that the caller lacks for what it asks. Asked before anything of a body runs.</summary>
    public string? MissingScope(McpCall call) => call.Method switch
    {
        "tools/call" => toolsCall.MissingScope(call),
        "resources/read" => resourcesRead.MissingScope(call),
        "prompts/get" => prompts.MissingScope(call),
        _ => null,
    };

    private static ValueTask Now(McpCall call, Action<McpCall> answer)
    {
        answer(call);
        return ValueTask.CompletedTask;
    }

    private static void Ping(McpCall call) => call.Reply.Result(call.Id, "{}"u8);

    private static void NotFound(McpCall call) => call.Fail(McpError.MethodNotFound(call.Method, call.Version));
}
