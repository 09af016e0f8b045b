using Actors.Gateway.Authentication;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Actors.Gateway.Rest;

/// <summary>REST: the tools at their routes, and what describes them. A table of contents.</summary>
public static class RestServices
{
    private const string Tools = "/api/{**path}";

    /// <summary>Adds the endpoints. The catalog goes with them.</summary>
    public static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddSingleton<ToolEndpoint>();
        services.AddSingleton<OpenApiEndpoint>();
        return services;
    }

    /// <summary>Maps the endpoints. Any web page may call them: they look at no cookie.</summary>
    public static void MapRest(this WebApplication app)
    {
        var open = app.MapGroup("").RequireCors(AnyOrigin);
        open.MapMethods(Tools, ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"], context => context.RequestServices.GetRequiredService<ToolEndpoint>().Handle(context)).RequireCaller(ToolEndpoint.Resource);
        open.MapMethods(Tools, [HttpMethods.Options], context => context.RequestServices.GetRequiredService<ToolEndpoint>().Options(context));
        open.MapMethods(OpenApiEndpoint.Path, [HttpMethods.Get, HttpMethods.Head], context => context.RequestServices.GetRequiredService<OpenApiEndpoint>().Get().ExecuteAsync(context));
        DocsEndpoint.Map(app);
    }

    private static void AnyOrigin(CorsPolicyBuilder policy) =>
        policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("WWW-Authenticate", "X-Correlation-Id", "Retry-After");
}
