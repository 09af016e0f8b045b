using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where somebody who belongs to several organisations says for which of them this browser speaks: a token names one.</summary>
internal sealed class OrganisationPage(IGrainFactory grains, BrowserSessions sessions)
{
    public const string Path = "/organisation";
    private const string Purpose = "organisation";

    /// <summary>Leads to the choice, and from there to a page of ours.</summary>
    public static SeeOther Then(string path) => new($"{Path}?return_to={Uri.EscapeDataString(path)}");

    public async Task<IResult> Get(HttpContext context)
    {
        var returnTo = LocalPath.Or(context.Request.Query["return_to"]);
        return await sessions.Current(context) is { } session ? await Show(context, session, returnTo) : SignInPage.Then(returnTo);
    }

    public async Task<IResult> Post(HttpContext context)
    {
        var form = await FormReader.Read(context.Request);
        var returnTo = LocalPath.Or(form?["return_to"]);
        if (await sessions.Current(context) is not { } session) return SignInPage.Then(returnTo);
        if (form is null || !sessions.IsGenuine(context, form, Purpose)) return Then(returnTo);
        var chosen = (await Memberships(session, context)).FirstOrDefault(one => one.Tenant == form["tenant"]);
        if (chosen is null) return Then(returnTo);
        await sessions.SignIn(context, chosen);
        return new SeeOther(returnTo);
    }

    /// <summary>Everyone that whoever is signed in here is, and may act as.</summary>
    public async Task<IReadOnlyList<UserRef>> Memberships(BrowserSession session, HttpContext context) =>
        await grains.GetGrain<IUserGrain>(session.User.Key()).Get(context.RequestAborted) is { IsService: false } user
            ? await grains.GetGrain<IEmailGrain>(EmailAddress.Key(user.Email)).Memberships(context.RequestAborted)
            : [];

    private async Task<Page> Show(HttpContext context, BrowserSession session, string returnTo)
    {
        var memberships = await Memberships(session, context);
        var names = await Task.WhenAll(memberships.Select(one => Name(one, context)));
        var choices = Html.Of(memberships.Zip(names, (one, name) => Html.Of($"""
            <div class="actions"><button type="submit" name="tenant" value="{one.Tenant}">{(names.Count(other => other == name) == 1 ? name : $"{name} ({one.Tenant})")}</button></div>
            """)));
        return new Page("Organisation", Html.Of($"""
            <h1>For which organisation?</h1>
            <p>You belong to several. Programs that you connect act for you in the one you choose.</p>
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose)}">
            <input type="hidden" name="return_to" value="{returnTo}">
            {choices}
            </form>
            """));
    }

    private async Task<string> Name(UserRef user, HttpContext context) => user.Tenant == GrainKeys.Platform
        ? "Operators of this platform"
        : (await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(user.Tenant)).Get(context.RequestAborted))?.Name ?? user.Tenant;
}
