using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.HttpSse;
using Actors.Gateway.Mcp.Methods;
using Actors.Gateway.Mcp.Sessions;
using Actors.Gateway.Mcp.Streams;
using Actors.Gateway.Mcp.Subscriptions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>MCP over Streamable HTTP at <c>/mcp</c>: the modern revision, and the legacy ones with sessions. The transport before that, HTTP+SSE, at <c>/mcp/sse</c>.</summary>
public static class McpEndpoints
{
    internal const string Path = "/mcp";

    /// <summary>Adds what the endpoint needs.</summary>
    public static IServiceCollection AddMcp(this IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<QuestionOptions>(configuration.GetSection(QuestionOptions.Section));
        services.AddSingleton<Origins>();
        services.AddSingleton<Icons>();
        services.AddSingleton<SessionDirectory>();
        services.AddSingleton<SessionChecks>();
        services.AddSingleton<DeleteEndpoint>();
        services.AddSingleton<SessionSignals>();
        services.AddSingleton<CallsUnderWay>().AddHostedService(provider => provider.GetRequiredService<CallsUnderWay>());
        services.AddSingleton<SessionRequests>();
        services.AddSingleton<StreamRelay>();
        services.AddSingleton<GetEndpoint>();
        services.AddSingleton<SseEndpoint>();
        services.AddSingleton<MessagesEndpoint>();
        services.AddSingleton<Initialize>();
        services.AddSingleton<SetLogLevel>();
        services.AddSingleton<ChangeFeeds>();
        services.AddSingleton<Listen>();
        services.AddSingleton<ResourceSubscriptions>();
        services.AddSingleton<Discover>();
        services.AddSingleton<ToolsList>();
        services.AddSingleton<Interaction>();
        services.AddSingleton<TaskShape>();
        services.AddSingleton<Methods.Tasks>();
        services.AddSingleton<ToolsCall>();
        services.AddSingleton<ResourcesList>();
        services.AddSingleton<ResourcesRead>();
        services.AddSingleton<Prompts>();
        services.AddSingleton<Complete>();
        services.AddSingleton<Dispatcher>();
        services.AddSingleton(new DefaultObjectPoolProvider().Create(new DefaultPooledObjectPolicy<Reply>()));
        services.AddSingleton<Batches>();
        services.AddSingleton<PostEndpoint>();
        return services;
    }

    /// <summary>Maps the MCP endpoint.</summary>
    public static void MapMcp(this WebApplication app)
    {
        var origins = app.Services.GetRequiredService<Origins>();
        // Made at the first request, since it needs the tool catalog, which the start does not wait for.
        var post = new Lazy<PostEndpoint>(app.Services.GetRequiredService<PostEndpoint>);

        // The server would hang up on a body above its limit; with a wider one, the client gets to read our 413.
        var limit = new RequestSizeLimitAttribute(2 * GatewayOptions.MaxBodyBytes);
        var mcp = app.MapGroup(Path).RequireCaller(Path).RequireOrigin(origins).RequireCors(origins.Policy).WithMetadata(limit);
        mcp.MapPost("", (RequestDelegate)(http => post.Value.Answer(http)));
        app.MapGet(Icons.Route, (RequestDelegate)(http => Icons.Get(http).ExecuteAsync(http)));
        var messages = new Lazy<MessagesEndpoint>(app.Services.GetRequiredService<MessagesEndpoint>);
        mcp.MapPost(MessagesEndpoint.Path, (RequestDelegate)(http => messages.Value.Answer(http)));
        mcp.MapGet(SseEndpoint.Path, (RequestDelegate)app.Services.GetRequiredService<SseEndpoint>().Answer);
        var get = app.Services.GetRequiredService<GetEndpoint>();
        var delete = app.Services.GetRequiredService<DeleteEndpoint>();
        mcp.Map("", (RequestDelegate)(http => IsModern(http) ? NotAllowed(http, "POST") : http.Request.Method switch
        {
            "GET" => get.Answer(http),
            "DELETE" => delete.Answer(http),
            _ => NotAllowed(http, "POST, GET, DELETE"),
        }));
    }

    /// <summary>Modern revisions have neither streams to get nor sessions to end (2026-07-28, Streamable HTTP: Earlier Streamable HTTP Revisions).</summary>
    private static bool IsModern(HttpContext http) =>
        http.Request.Headers[HeaderChecks.VersionHeader] is [{ } version] && ProtocolVersion.Find(version) is { IsModern: true };

    private static Task NotAllowed(HttpContext http, string allowed)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = allowed;
        return Task.CompletedTask;
    }

    /// <summary>Refuses pages of other origins before anything else is looked at, and lets no cache keep an answer.</summary>
    private static RouteGroupBuilder RequireOrigin(this RouteGroupBuilder group, Origins origins)
    {
        ((IEndpointConventionBuilder)group).Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http =>
            {
                http.Response.Headers.CacheControl = "no-store";
                return origins.Allow(http) ? next(http) : HttpAnswer.Refuse(http, new Reply(), McpError.InvalidRequest(
                    "Pages of this origin may not call. Add it to Actors:AllowedOrigins.", StatusCodes.Status403Forbidden));
            };
        });
        return group;
    }
}
