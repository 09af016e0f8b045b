using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Methods;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp;

/// <summary>MCP over Streamable HTTP at <c>/mcp</c>: the modern revision and the legacy ones, without sessions.</summary>
public static class McpEndpoints
{
    private const string Path = "/mcp";

    /// <summary>Adds what the endpoint needs.</summary>
    public static IServiceCollection AddMcp(this IServiceCollection services)
    {
        services.AddSingleton<Origins>();
        services.AddSingleton<Discover>();
        services.AddSingleton<ToolsList>();
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
        mcp.Map("", (RequestDelegate)NotAllowed);
    }

    /// <summary>There are neither streams to listen on nor sessions to end (Streamable HTTP: Earlier Streamable HTTP Revisions).</summary>
    private static Task NotAllowed(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = HttpMethods.Post;
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
