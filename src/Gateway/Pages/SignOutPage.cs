using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where a person signs this browser out. It takes a button, so that no foreign page can do it by a link.</summary>
internal sealed class SignOutPage(BrowserSessions sessions)
{
    public const string Path = "/signout";
    private const string Purpose = "sign-out";

    public Task<IResult> Get(HttpContext context)
    {
        var token = sessions.FormToken(context, Purpose);
        return Task.FromResult<IResult>(new Page("Sign out", Html.Of($"""
            <h1>Sign out of this browser?</h1>
            <p>Programs that you have connected stay connected.</p>
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{token}">
            <input type="hidden" name="return_to" value="{LocalPath.Or(context.Request.Query["return_to"])}">
            <div class="actions"><button class="main" type="submit" autofocus>Sign out</button></div>
            </form>
            """)));
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form || !sessions.IsGenuine(context, form, Purpose))
            return new SeeOther(Path);
        await sessions.SignOut(context);
        return new SeeOther(LocalPath.Or(form["return_to"]));
    }
}
