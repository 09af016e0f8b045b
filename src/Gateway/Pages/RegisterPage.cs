using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>
/// Where a person registers by themselves, in an organisation that is open to it. The answer is the same whether or not the
/// address has an account.
/// </summary>
internal sealed class RegisterPage(IGrainFactory grains, BrowserSessions sessions)
{
    public const string Path = "/register";
    private const string Purpose = "register";

    public Task<IResult> Get(HttpContext context) => Task.FromResult<IResult>(Show(context, context.Request.Query["tenant"].ToString()));

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form) return ErrorPage.Show("This form cannot be read", "Go back and try again.");
        var (tenant, name, email) = (form["tenant"].ToString(), form["name"].ToString(), form["email"].ToString());
        if (!sessions.IsGenuine(context, form, Purpose)) return Show(context, tenant, name, email, "The page was out of date. Please try again.");
        try
        {
            await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).RegisterSelf(
                new SelfRegistration { Tenant = tenant, Name = name, Email = email, Password = form["password"].ToString() }, context.RequestAborted);
            return new Page("Registered", Html.Of($"""
                <h1>Thank you</h1>
                <p>If this address had no account before, it has one now. Some organisations let new members in by hand: then it works once they have.</p>
                <p><a href=".{SignInPage.Path}">Sign in</a></p>
                """));
        }
        catch (ActorException mistake) when (mistake.Error.Code is ErrorCodes.InvalidArgument or ErrorCodes.NotFound)
        {
            return Show(context, tenant, name, email, mistake.Message);
        }
    }

    private Page Show(HttpContext context, string tenant, string name = "", string email = "", string? problem = null) => new("Register", Html.Of($"""
        <h1>Register</h1>
        {Page.Alarm(problem)}
        <form method="post" action=".{Path}">
        <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
        <label for="tenant">Organisation</label>
        <input id="tenant" name="tenant" type="text" maxlength="63" required value="{tenant}">
        <label for="name">Your name</label>
        <input id="name" name="name" type="text" autocomplete="name" maxlength="200" required value="{name}">
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" autocomplete="username" maxlength="254" required value="{email}">
        <label for="password">Password, at least 8 characters</label>
        <input id="password" name="password" type="password" autocomplete="new-password" maxlength="256" required>
        <div class="actions"><button class="main" type="submit">Register</button></div>
        </form>
        """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
