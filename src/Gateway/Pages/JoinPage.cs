using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where an invited person joins an organisation: with a new password or, if they have an account, with the one they have.</summary>
internal sealed class JoinPage(IGrainFactory grains, BrowserSessions sessions)
{
    public const string Path = "/join";
    private const string Purpose = "join";

    public async Task<IResult> Get(HttpContext context)
    {
        var text = context.Request.Query["token"].ToString();
        return await Find(text, context) is { } invitation ? await Show(context, invitation, text) : Gone();
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form) return Gone();
        var (text, name) = (form["invitation"].ToString(), form["name"].ToString());
        if (await Find(text, context) is not { } invitation) return Gone();
        if (!sessions.IsGenuine(context, form, Purpose)) return await Show(context, invitation, text, name, "The page was out of date. Please try again.");
        try
        {
            var attempt = new SignInAttempt { Password = form["password"].ToString(), Network = ClientNetwork.Of(context).ToString() };
            var result = await Grain(text).Accept(new AcceptInvitation { Name = name, Attempt = attempt }, context.RequestAborted);
            if (result.User is not null) return SignInPage.Then("/");
            return await Show(context, invitation, text, name, result.RetryAfter > 0
                ? "The password was not right too often. Wait a while, then try again."
                : "You have an account here already, and this is not its password.");
        }
        catch (ActorException mistake) when (mistake.Error.Code == ErrorCodes.InvalidArgument)
        {
            return await Show(context, invitation, text, name, mistake.Message);
        }
    }

    private async Task<Invitation?> Find(string text, HttpContext context) =>
        SecretText.IsSecret(text) ? await Grain(text).Get(context.RequestAborted) : null;

    private async Task<Page> Show(HttpContext context, Invitation invitation, string text, string name = "", string? problem = null)
    {
        var tenant = invitation.Tenant == GrainKeys.Platform ? null : await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(invitation.Tenant)).Get(context.RequestAborted);
        return new Page("Join", Html.Of($"""
            <h1>Join {tenant?.Name ?? "the operators of this platform"}</h1>
            {Page.Alarm(problem)}
            <p>{invitation.Email} was invited. Choose a password or, if you have an account here already, enter the one you have.</p>
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
            <input type="hidden" name="invitation" value="{text}">
            <label for="name">Your name</label>
            <input id="name" name="name" type="text" autocomplete="name" maxlength="200" required autofocus value="{name}">
            <label for="password">Password, at least 8 characters</label>
            <input id="password" name="password" type="password" autocomplete="new-password" maxlength="256" required>
            <div class="actions"><button class="main" type="submit">Join</button></div>
            </form>
            """), problem is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
    }

    private static Page Gone() => ErrorPage.Show("This invitation leads nowhere", "It was used or withdrawn, or it has expired. Ask for another.", StatusCodes.Status404NotFound);

    private IInvitationGrain Grain(string text) => grains.GetGrain<IInvitationGrain>(GrainKeys.PlatformItem(SecretText.Digest(text)));
}
