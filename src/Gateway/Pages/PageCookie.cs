namespace Actors.Gateway.Pages;

/// <summary>
/// A cookie of our pages. The <c>__Host-</c> prefix keeps sibling domains from planting one; browsers allow it over https only, and
/// for a whole host. Where other sites share the host, they are not sent the cookie, and its prefix is <c>__Secure-</c>.
/// </summary>
internal sealed class PageCookie(string name, PublicAddress address)
{
    private readonly string name = address switch
    {
        { IsHttps: false } => name,
        { Path: "" } => "__Host-" + name,
        _ => "__Secure-" + name,
    };

    public string? Read(HttpContext context) => context.Request.Cookies[name];

    /// <param name="context">Whose answer sets it.</param>
    /// <param name="value">What it holds.</param>
    /// <param name="lifetime">How long; until the browser is closed, where null.</param>
    public void Write(HttpContext context, string value, TimeSpan? lifetime) => context.Response.Cookies.Append(name, value, Options(lifetime));

    public void Delete(HttpContext context) => context.Response.Cookies.Delete(name, Options(lifetime: null));

    private CookieOptions Options(TimeSpan? lifetime) =>
        new() { HttpOnly = true, Secure = address.IsHttps, SameSite = SameSiteMode.Lax, Path = address.Path is "" ? "/" : address.Path, MaxAge = lifetime };
}
