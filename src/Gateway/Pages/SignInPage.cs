using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where a person signs in with e-mail address and password.</summary>
internal sealed class SignInPage(IGrainFactory grains, IdentityProviders providers, BrowserSessions sessions)
{
    public const string Path = "/signin";
    private const string Purpose = "sign-in";
    private const int MaxPassword = 256;

    /// <summary>Leads to the sign-in, and from there to a page of ours.</summary>
    public static SeeOther Then(string path) => new($"{Path}?return_to={Uri.EscapeDataString(path)}");

    public async Task<IResult> Get(HttpContext context)
    {
        var returnTo = LocalPath.Or(context.Request.Query["return_to"]);
        return await sessions.Current(context) is null ? Show(context, returnTo) : new SeeOther(returnTo);
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form) return ErrorPage.Show("This form cannot be read", "Go back and try again.");
        var returnTo = LocalPath.Or(form["return_to"]);
        var email = form["email"].ToString();
        if (!sessions.IsGenuine(context, form, Purpose))
            return Show(context, returnTo, email, "The page was out of date. Please try again.", StatusCodes.Status403Forbidden);

        var result = await SignIn(email, form["password"].ToString(), context);
        if (result.User is { } user)
        {
            await sessions.SignIn(context, user);
            return result.Memberships.Count > 1 ? OrganisationPage.Then(returnTo) : new SeeOther(returnTo);
        }

        if (result.RetryAfter > 0) context.Response.Headers.RetryAfter = result.RetryAfter.ToString(CultureInfo.InvariantCulture);
        return result.RetryAfter > 0
            ? Show(context, returnTo, email, $"The e-mail address or the password was not right too often. Wait {Duration(result.RetryAfter)}, then try again.", StatusCodes.Status429TooManyRequests)
            : Show(context, returnTo, email, "The e-mail address or the password is not right.", StatusCodes.Status400BadRequest);
    }

    private async Task<SignInResult> SignIn(string email, string password, HttpContext context) =>
        EmailAddress.TryNormalise(email, out var address) && password.Length is > 0 and <= MaxPassword
            ? await grains.GetGrain<IEmailGrain>(GrainKeys.PlatformItem(address)).SignInFrom(new() { Password = password, Network = ClientNetwork.Of(context).ToString() }, context.RequestAborted)
            : new SignInResult();

    private Page Show(HttpContext context, string returnTo, string email = "", string? problem = null, int status = StatusCodes.Status200OK)
    {
        var token = sessions.FormToken(context, Purpose);
        var focus = Html.Of($"autofocus");
        return new Page("Sign in", Html.Of($"""
            <h1>Sign in</h1>
            {Page.Alarm(problem)}
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{token}">
            <input type="hidden" name="return_to" value="{returnTo}">
            <label for="email">E-mail address</label>
            <input id="email" name="email" type="email" autocomplete="username" maxlength="254" required value="{email}" {(problem is null ? focus : default)}>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required {(problem is null ? default : focus)}>
            <div class="actions"><button class="main" type="submit">Sign in</button></div>
            </form>
            {ExternalSignInPage.Links(providers, returnTo)}
            {ForgottenPage.Link}
            """), status);
    }

    private static string Duration(int seconds) => seconds < 120
        ? string.Create(CultureInfo.InvariantCulture, $"{seconds} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{(seconds + 59) / 60} minutes");
}
