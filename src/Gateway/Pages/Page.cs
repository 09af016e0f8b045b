using Actors.Gateway.Admission;

namespace Actors.Gateway.Pages;

/// <summary>
/// A page with the frame and the headers they all share. No scripts, nothing from elsewhere, never inside another
/// page, never in a cache. Same-origin referrers keep the <c>Origin</c> header on our forms, which no-referrer takes away.
/// Links are relative to the base address: the path of a page of ours behind a dot.
/// </summary>
internal sealed class Page(string title, Html content, int status = StatusCodes.Status200OK, string formAction = "'self'") : IResult
{
    /// <summary>What went wrong, above a form; nothing where nothing did.</summary>
    public static Html Alarm(string? problem) => problem is null ? default : Html.Of($"""<p class="alarm" role="alert">{problem}</p>""");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var address = httpContext.RequestServices.GetRequiredService<PublicAddress>();
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; form-action {formAction}; base-uri 'self'; frame-ancestors 'none'";
        response.Headers.XFrameOptions = "DENY";
        response.Headers["Referrer-Policy"] = "same-origin";
        response.Headers.CacheControl = "no-store";
        var banner = await httpContext.RequestServices.GetRequiredService<ImpersonationPage>().Banner(httpContext);
        var text = Frame(banner, address.Path).ToString();
        BodyRoom.HoldAnswer(httpContext, (sizeof(char) + 1) * (long)text.Length);
        await response.WriteAsync(text, httpContext.RequestAborted);
    }

    private Html Frame(Html banner, string below) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <base href="{below}/">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{title} · Actors</title>
        <link rel="stylesheet" href=".{StyleSheet.Path}">
        </head>
        <body>
        {banner}
        <main>
        <p class="brand">Actors</p>
        {content}
        </main>
        </body>
        </html>

        """);
}
