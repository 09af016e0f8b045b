using Actors.Contracts.Identity;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>
/// Where somebody who forgot their password has a link mailed by which to choose another. The answer, and how long it takes, is the same whether
/// or not the address has an account.
/// </summary>
internal sealed class ForgottenPage(IGrainFactory grains, BrowserSessions sessions, IConfiguration configuration)
{
    public const string Path = "/forgotten";
    private const string Purpose = "forgotten";

    /// <summary>The way here from the sign-in.</summary>
    public static Html Link => Html.Of($"""<p class="quiet"><a href=".{Path}">Forgot your password?</a></p>""");

    private readonly bool hasMail = configuration["Actors:Mail:Host"] is { Length: > 0 };

    public Task<IResult> Get(HttpContext context) => Task.FromResult<IResult>(hasMail ? Show(context) : NoMail());

    public async Task<IResult> Post(HttpContext context)
    {
        if (!hasMail || await FormReader.Read(context.Request) is not { } form) return NoMail();
        var email = form["email"].ToString();
        if (!sessions.IsGenuine(context, form, Purpose)) return Show(context, email, "The page was out of date. Please try again.");
        if (!EmailAddress.TryNormalise(email, out _)) return Show(context, email, "This is not an e-mail address; write it like name@example.com.");
        // Whoever hangs up at once would else use up the one mail in five minutes, and nobody would get it.
        await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Forgotten(CancellationToken.None);
        return new Page("Look into your mail", Html.Of($"""
            <h1>Look into your mail</h1>
            <p>If this address has an account, a link to choose a new password is on its way to it. It is good for an hour.</p>
            <p><a href=".{SignInPage.Path}">Sign in</a></p>
            """));
    }

    private Page Show(HttpContext context, string email = "", string? problem = null) => new("Forgotten password", Html.Of($"""
        <h1>Forgot your password?</h1>
        {Page.Alarm(problem)}
        <form method="post" action=".{Path}">
        <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" autocomplete="username" maxlength="254" required autofocus value="{email}">
        <div class="actions"><button class="main" type="submit">Send me a link</button></div>
        </form>
        """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    private static Page NoMail() => new("Forgotten password", Html.Of($"""
        <h1>Ask for a link</h1>
        <p>No mail is sent from here. An admin of your organisation can give you a link to choose a new password; if you are its only admin, whoever runs this platform can.</p>
        <p><a href=".{SignInPage.Path}">Sign in</a></p>
        """));
}
