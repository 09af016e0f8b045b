using Actors.Gateway.Authentication;
using Actors.Gateway.Documents;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.OAuth;

/// <summary>The authorization server: OAuth 2.1 for MCP, discovery included. A table of contents.</summary>
public static class OAuthEndpoints
{
    internal const int MaxBodyBytes = 64 * 1024;

    /// <summary>Adds what the endpoints need. <see cref="AuthenticationServices.AddCallerAuthentication"/> goes with it.</summary>
    public static IServiceCollection AddOAuth(this IServiceCollection services)
    {
        services.AddSingleton<Metadata>();
        services.AddSingleton<AuthorizationRequests>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<AuthorizeEndpoint>();
        services.AddSingleton<ClientDirectory>();
        services.AddSingleton<ClientAssertions>();
        services.AddSingleton<ClientAuthenticator>();
        services.AddSingleton<IdentityProviders>();
        services.AddSingleton<IdentityAssertions>();
        services.AddSingleton<ExternalSignIn>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<RevocationEndpoint>();
        services.AddSingleton<IntrospectionEndpoint>();
        services.AddSingleton<RegistrationEndpoint>();
        services.AddSingleton<ClientConfigurationEndpoint>();
        services.AddSingleton<DeviceAuthorizationEndpoint>();
        services.AddSingleton<ClientDocuments>();
        services.AddDocuments();
        services.AddPerAddressLimits();
        services.AddCors();
        return services;
    }

    /// <summary>Maps discovery and the endpoints of the authorization server.</summary>
    public static void MapOAuth(this WebApplication app)
    {
        var oauth = app.MapGroup("").AsPlatform().WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes));
        oauth.MapRead("/oauth/authorize", Run<AuthorizeEndpoint>((endpoint, context) => endpoint.Get(context)));

        // What programs fetch may be fetched from any web page: nothing here looks at cookies.
        var open = oauth.MapGroup("").RequireCors(AnyOrigin);
        open.MapDiscovery("");
        if (app.Services.GetRequiredService<PublicAddress>().Path is { Length: > 0 } inserted) open.MapDiscovery(inserted);
        open.MapRead("/oauth/jwks", Run<Metadata>((metadata, context) => metadata.Keys(context)));
        open.MapPost("/oauth/token", Run<TokenEndpoint>((endpoint, context) => endpoint.Post(context)));
        open.MapPost("/oauth/revoke", Run<RevocationEndpoint>((endpoint, context) => endpoint.Post(context)));
        open.MapPost("/oauth/introspect", Run<IntrospectionEndpoint>((endpoint, context) => endpoint.Post(context)));
        open.MapPost("/oauth/register", Run<RegistrationEndpoint>((endpoint, context) => endpoint.Post(context)))
            .RequireRateLimiting(PerAddressLimits.Registration);
        open.MapGet("/oauth/register/{client}", Run<ClientConfigurationEndpoint>((endpoint, context) => endpoint.Get(context)));
        open.MapPut("/oauth/register/{client}", Run<ClientConfigurationEndpoint>((endpoint, context) => endpoint.Put(context)));
        open.MapDelete("/oauth/register/{client}", Run<ClientConfigurationEndpoint>((endpoint, context) => endpoint.Delete(context)));
        open.MapPost(DeviceAuthorizationEndpoint.Path, Run<DeviceAuthorizationEndpoint>((endpoint, context) => endpoint.Post(context)))
            .RequireRateLimiting(PerAddressLimits.Registration);
    }

    /// <summary>Maps the documents, with our path behind their well-known names (RFC 8414 §3.1, RFC 9728 §3.1) or none.</summary>
    private static void MapDiscovery(this IEndpointRouteBuilder open, string inserted)
    {
        foreach (var path in (string[])["", .. PublicAddress.ResourcePaths])
            open.MapRead($"/.well-known/oauth-protected-resource{inserted}{path}", Run<Metadata>((metadata, _) => Task.FromResult(metadata.Resource(path))));
        open.MapRead($"/.well-known/oauth-authorization-server{inserted}", Run<Metadata>((metadata, _) => Task.FromResult(metadata.AuthorizationServer())));
        open.MapRead($"/.well-known/openid-configuration{inserted}", Run<Metadata>((metadata, _) => Task.FromResult(metadata.OpenId())));
    }

    /// <summary>Maps what can be read: whatever answers GET answers HEAD too (RFC 9110 §9.1).</summary>
    internal static void MapRead(this IEndpointRouteBuilder endpoints, string path, RequestDelegate answer) =>
        endpoints.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], answer);

    /// <summary>Runs a method of a service as an endpoint, without the start-up cost of compiled parameter binding.</summary>
    internal static RequestDelegate Run<T>(Func<T, HttpContext, Task<IResult>> handle) where T : notnull => async context =>
    {
        var result = await handle(context.RequestServices.GetRequiredService<T>(), context);
        await result.ExecuteAsync(context);
    };

    private static void AnyOrigin(CorsPolicyBuilder policy) => policy.AllowAnyOrigin().AllowAnyMethod().AllowAnyHeader();
}
