namespace Actors.Gateway.OAuth;

/// <summary>The errors of OAuth endpoints that answer programs (RFC 6749 §5.2).</summary>
internal static class OAuthError
{
    public static IResult InvalidRequest(string description) => Of("invalid_request", description);

    public static IResult Of(string error, string description, int status = StatusCodes.Status400BadRequest) =>
        new Uncached(TypedResults.Json(new { error, error_description = description }, statusCode: status));

    /// <summary>A client that is not who it says (RFC 6749 §5.2: 401 with a challenge).</summary>
    public static IResult InvalidClient(string description) => new Challenged(Of("invalid_client", description, StatusCodes.Status401Unauthorized));

    /// <summary>An answer with secrets in it, or about them, that no cache may keep.</summary>
    internal sealed class Uncached(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            return inner.ExecuteAsync(httpContext);
        }
    }

    private sealed class Challenged(IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.WWWAuthenticate = "Basic realm=\"oauth\"";
            return inner.ExecuteAsync(httpContext);
        }
    }
}
