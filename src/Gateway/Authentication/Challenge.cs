using Actors.Contracts;
using Actors.Gateway.A2A;
using Actors.Gateway.Errors;
using Microsoft.Net.Http.Headers;

namespace Actors.Gateway.Authentication;

/// <summary>Words the answers that tell a client to get a token, or a better one (RFC 6750 §3, RFC 9728 §5.1).</summary>
public static class Challenge
{
    private static readonly string BasicScopes = string.Join(' ', Scopes.Basic), AgentScopes = $"{Scopes.AgentsRead} {Scopes.AgentsWrite}";

    /// <summary>
    /// Answers 403 <c>insufficient_scope</c>. The challenge names all the scopes the operation needs (MCP 2026-07-28,
    /// authorization: Runtime Insufficient Scope Errors) together with those the caller has: clients of older revisions ask
    /// for just what is named, and would lose the others.
    /// </summary>
    /// <param name="context">A request behind <see cref="CallerEndpoints.RequireCaller{TBuilder}"/>.</param>
    /// <param name="resourcePath">The resource the endpoint belongs to.</param>
    /// <param name="needed">All scopes the operation needs.</param>
    public static Task InsufficientScope(HttpContext context, string resourcePath, params string[] needed)
    {
        var caller = context.Caller();
        var scope = string.Join(' ', Scopes.All.Select(s => s.Scope).Where(s => caller.Has(s) || needed.Contains(s)));
        var description = $"This needs {(needed.Length == 1 ? "the scope" : "the scopes")} {string.Join(' ', needed)}.";
        Header(context, resourcePath, scope, "insufficient_scope", description);
        return Problem(ErrorCodes.InsufficientScope, $"{description} {caller.HowToGet(needed.Length)}", ("scope", string.Join(' ', needed))).ExecuteAsync(context);
    }

    internal static Task Refuse(HttpContext context, AuthenticationOutcome refused, string resourcePath)
    {
        Header(context, resourcePath, resourcePath == A2AEndpoints.Resource ? AgentScopes : BasicScopes, refused.Error, refused.Description);
        var problem = refused.Error == AuthenticationOutcome.InvalidRequest
            ? Problem(ErrorCodes.InvalidArgument, refused.Description!)
            : Problem(ErrorCodes.Unauthenticated, refused.Description
                ?? "Send an access token or an API key in the Authorization header: 'Bearer TOKEN'. The WWW-Authenticate header says where to get a token.");
        return problem.ExecuteAsync(context);
    }

    private static void Header(HttpContext context, string resourcePath, string scope, string? error, string? description)
    {
        var metadata = context.RequestServices.GetRequiredService<PublicAddress>().ResourceMetadata(resourcePath);
        var problem = error is null ? "" : $", error=\"{error}\", error_description=\"{description}\"";
        context.Response.Headers[HeaderNames.WWWAuthenticate] = $"Bearer resource_metadata=\"{metadata}\", scope=\"{scope}\"{problem}";
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
    }

    private static Problem Problem(string code, string message, params (string Name, string Value)[] details) =>
        new(new ActorException(code, message, details).Error);
}
