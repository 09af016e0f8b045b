using Actors.Contracts;
using Actors.Gateway.Admission;

namespace Actors.Gateway.Authentication;

/// <summary>What the surfaces see of authentication: endpoints that require a caller, and who the caller is.</summary>
public static class CallerEndpoints
{
    /// <summary>
    /// Lets only requests with a good access token or API key reach the endpoints, before their bodies are read. Others
    /// are answered 401 with a challenge (RFC 6750 §3, RFC 9728 §5.1).
    /// </summary>
    /// <param name="builder">An endpoint or a group of endpoints.</param>
    /// <param name="resourcePath">The resource they belong to: <c>/mcp</c> or <c>/api</c>.</param>
    public static TBuilder RequireCaller<TBuilder>(this TBuilder builder, string resourcePath) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var authenticator = endpoint.ApplicationServices.GetRequiredService<Authenticator>();
            var next = endpoint.RequestDelegate ?? throw new InvalidOperationException($"{endpoint.DisplayName} has nothing to run.");
            endpoint.RequestDelegate = context => Guard(context, authenticator, resourcePath, next);
        });
        return builder;
    }

    /// <summary>Who is calling. Only behind <see cref="RequireCaller{TBuilder}"/>.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("This endpoint does not require a caller.");

    /// <summary>Ties together everything that one request causes, in logs and answers.</summary>
    public static string CorrelationId(this HttpContext context) => context.TraceIdentifier;

    /// <summary>Runs the endpoints, which no caller's authority reaches, on the backend's own: sign-in, tokens, pages.</summary>
    internal static TBuilder AsPlatform<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = async context =>
            {
                using (Contracts.Caller.Platform(context.CorrelationId()).Enter()) await next(context);
            };
        });
        return builder;
    }

    private static async Task Guard(HttpContext context, Authenticator authenticator, string resourcePath, RequestDelegate next)
    {
        var outcome = await authenticator.Authenticate(context, resourcePath);
        if (outcome.Caller is { } caller)
        {
            if (context.Features.Get<FairReader>() is { } reader) reader.BelongsTo(caller.Tenant);
            context.Features.Set(caller with { Address = context.Connection.RemoteIpAddress?.ToString() });
            await next(context);
        }
        else
        {
            await Challenge.Refuse(context, outcome, resourcePath);
        }
    }
}
