using Swashbuckle.AspNetCore.SwaggerUI;

namespace Actors.Gateway.Rest;

/// <summary>
/// Serves Swagger UI from its package, under a policy that lets it load nothing from elsewhere. It is put together when the
/// first reader comes, so that the start does not pay for it.
/// </summary>
internal static class DocsEndpoint
{
    private const string Prefix = "docs";

    public static void Map(WebApplication app)
    {
        var address = app.Services.GetRequiredService<PublicAddress>();
        var policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
            + $"connect-src 'self' {address.Origin}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        var pages = new Lazy<RequestDelegate>(() => Build(app, address));
        app.MapMethods($"/{Prefix}/{{**path}}", [HttpMethods.Get, HttpMethods.Head], context =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            context.Response.Headers["Referrer-Policy"] = "same-origin";
            // Static files are not served where an endpoint is set.
            context.SetEndpoint(null);
            return pages.Value(context);
        });
    }

    private static RequestDelegate Build(IApplicationBuilder app, PublicAddress address) => app.New().UseSwaggerUI(options =>
    {
        options.RoutePrefix = Prefix;
        options.DocumentTitle = "Actors · REST";
        options.SwaggerEndpoint(address.Path + OpenApiEndpoint.Path, "v1");
        options.EnableDeepLinking();
        options.DisplayOperationId();
        options.SupportedSubmitMethods(SubmitMethod.Get, SubmitMethod.Post, SubmitMethod.Put, SubmitMethod.Patch, SubmitMethod.Delete);
    }).Build();
}
