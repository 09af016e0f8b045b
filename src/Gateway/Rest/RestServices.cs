using Actors.Gateway.Authentication;
using Actors.Gateway.OAuth;
using Actors.Gateway.Rest.Archives;
using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Actors.Gateway.Rest;

/// <summary>REST: the tools at their routes, and what describes them. A table of contents.</summary>
public static class RestServices
{
    private const string Tools = "/api/{**path}";

    /// <summary>Adds the endpoints. The catalog goes with them.</summary>
    public static IServiceCollection AddRest(this IServiceCollection services)
    {
        services.AddSingleton<Questions>();
        services.AddSingleton<TransferPlaces>();
        services.AddSingleton<ArchiveDownload>();
        services.AddSingleton<ArchiveUpload>();
        services.AddSingleton<ToolEndpoint>();
        services.AddSingleton<OpenApiEndpoint>();
        services.AddSingleton<DocsPage>();
        return services;
    }

    /// <summary>Maps the endpoints. Any web page may call them: they look at no cookie.</summary>
    public static void MapRest(this WebApplication app)
    {
        var open = app.MapGroup("").RequireCors(AnyOrigin);
        open.MapMethods(Tools, ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"], Run<ToolEndpoint>((tools, context) => tools.Handle(context)))
            .RequireCaller(ToolEndpoint.Resource);
        open.MapMethods(Tools, [HttpMethods.Options], Run<ToolEndpoint>((tools, context) => tools.Options(context)));
        open.MapRead(OpenApiEndpoint.Path, Run<OpenApiEndpoint>((document, context) => document.Get(context).ExecuteAsync(context)));
        app.MapRead(DocsPage.Path, Run<DocsPage>((docs, context) => docs.Show().ExecuteAsync(context)));
    }

    // The services are made at the first request: they read the catalog, which the start does not wait for.
    private static RequestDelegate Run<T>(Func<T, HttpContext, Task> handle) where T : notnull =>
        context => handle(context.RequestServices.GetRequiredService<T>(), context);

    private static void AnyOrigin(CorsPolicyBuilder policy) =>
        policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader().WithExposedHeaders("WWW-Authenticate", "X-Correlation-Id", "Link", "Retry-After", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");
}
