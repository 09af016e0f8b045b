using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where somebody who was given leave to do so chooses a new password.</summary>
internal sealed class ResetPage(IGrainFactory grains, BrowserSessions sessions)
{
    public const string Path = "/reset";
    private const string Purpose = "reset";

    public async Task<IResult> Get(HttpContext context)
    {
        var text = context.Request.Query["token"].ToString();
        return await IsOpen(text, context) ? Show(context, text) : Gone();
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form) return Gone();
        var text = form["leave"].ToString();
        if (!await IsOpen(text, context)) return Gone();
        if (!sessions.IsGenuine(context, form, Purpose)) return Show(context, text, "The page was out of date. Please try again.");
        try
        {
            await Grain(text).Use(form["password"].ToString(), context.RequestAborted);
            return SignInPage.Then("/");
        }
        catch (ActorException mistake) when (mistake.Error.Code == ErrorCodes.InvalidArgument)
        {
            return Show(context, text, mistake.Message);
        }
    }

    private async Task<bool> IsOpen(string text, HttpContext context) => SecretText.IsSecret(text) && await Grain(text).IsOpen(context.RequestAborted);

    private Page Show(HttpContext context, string text, string? problem = null) => new("New password", Html.Of($"""
        <h1>Choose a new password</h1>
        {Page.Alarm(problem)}
        <p>It signs you out of every browser and every connected program.</p>
        <form method="post" action=".{Path}">
        <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
        <input type="hidden" name="leave" value="{text}">
        <label for="password">New password, at least 8 characters</label>
        <input id="password" name="password" type="password" autocomplete="new-password" maxlength="256" required autofocus>
        <div class="actions"><button class="main" type="submit">Change the password</button></div>
        </form>
        """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static Page Gone() => ErrorPage.Show("This link leads nowhere", "It was used, or it has expired: it is good once, for an hour. Ask for another.", StatusCodes.Status404NotFound);

    private IPasswordResetGrain Grain(string text) => grains.GetGrain<IPasswordResetGrain>(GrainKeys.PlatformItem(SecretText.Digest(text)));
}
