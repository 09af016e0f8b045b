using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.Authentication;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>
/// Where an operator who is signed in begins to act as somebody, by the key that impersonate_user gave them, and where they end it. Until
/// then every page says who acts as whom.
/// </summary>
internal sealed class ImpersonationPage(BrowserSessions sessions)
{
    public const string Path = "/impersonation";
    public const string EndPath = Path + "/end";
    private const string Purpose = "impersonation";

    public async Task<IResult> Get(HttpContext context) => await sessions.Current(context) switch
    {
        null => SignInPage.Then(Path),
        { User.Tenant: GrainKeys.Platform } => Show(context, null),
        _ => ErrorPage.Show("Act as somebody", "Only operators of the platform act as somebody. Sign out first, and in as one.", StatusCodes.Status403Forbidden),
    };

    public async Task<IResult> Post(HttpContext context)
    {
        if (await sessions.Current(context) is not { User: { Tenant: GrainKeys.Platform } someone }) return new SeeOther(Path);
        if (await FormReader.Read(context.Request) is not { } form || !sessions.IsGenuine(context, form, Purpose)) return new SeeOther(Path);
        return await sessions.Act(context, someone, form["key"].ToString())
            ? new SeeOther("/")
            : Show(context, "This is no key for acting as somebody that is yours and still good. impersonate_user gives you one.");
    }

    public async Task<IResult> End(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is { } form && sessions.IsGenuine(context, form, Purpose)) await sessions.SignOut(context);
        return new SeeOther("/");
    }

    /// <summary>What every page begins with while somebody acts as somebody else.</summary>
    public async Task<Html> Banner(HttpContext context)
    {
        using var _ = Caller.Platform(context.CorrelationId()).Enter();
        if (await Acting(context) is not { Impersonator: { } by } session) return default;
        return Html.Of($"""
            <form class="acting" method="post" action=".{EndPath}">
            <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
            <p role="status">Operator {by} acts as {session.ActsAs}, until {session.ExpiresAt.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture)} UTC.</p>
            <button type="submit">Stop acting</button>
            </form>
            """);
    }

    /// <summary>An error page is shown even while nobody can be asked.</summary>
    private async Task<BrowserSession?> Acting(HttpContext context)
    {
        try
        {
            return await sessions.Shown(context);
        }
        catch (Exception away) when (away is not OperationCanceledException)
        {
            return null;
        }
    }

    private Page Show(HttpContext context, string? problem) => new("Act as somebody", Html.Of($"""
        <h1>Act as somebody</h1>
        {Page.Alarm(problem)}
        <p>Every page will say so. What you do is in their audit with your name, and leaves their account, secrets and organisation alone.</p>
        <form method="post" action=".{Path}">
        <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
        <label for="key">The key that impersonate_user gave you</label>
        <input id="key" name="key" type="password" autocomplete="off" required autofocus>
        <div class="actions"><button class="main" type="submit">Act</button></div>
        </form>
        """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
