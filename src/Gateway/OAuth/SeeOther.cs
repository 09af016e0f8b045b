namespace Actors.Gateway.OAuth;

/// <summary>Leads the browser on by GET, whatever method it came with. 302 and 307 would leave that, or even the form, to chance (RFC 9700 §4.12).</summary>
/// <param name="location">Where to; what begins with a slash is a page of ours.</param>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location.StartsWith('/') ? httpContext.RequestServices.GetRequiredService<PublicAddress>().Path + location : location;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }
}
