using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Gateway.Authentication;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where a person sees which programs act for them, and takes that back.</summary>
internal sealed class ApplicationsPage(IGrainFactory grains, BrowserSessions sessions)
{
    public const string Path = "/applications";
    private const string Purpose = "applications";

    public async Task<IResult> Get(HttpContext context)
    {
        if (await Person(context) is not { } person) return SignInPage.Then(Path);
        using (person.Enter()) return Show(context, (await Applications(person).List(context.RequestAborted)).Applications);
    }

    public async Task<IResult> Post(HttpContext context)
    {
        if (await FormReader.Read(context.Request) is not { } form || !sessions.IsGenuine(context, form, Purpose)) return new SeeOther(Path);
        if (await Person(context) is not { } person) return SignInPage.Then(Path);
        using (person.Enter())
        {
            try
            {
                await Applications(person).Revoke(new() { ApplicationId = form["application"].ToString() }, context.RequestAborted);
                return new SeeOther(Path);
            }
            catch (ActorException gone) when (gone.Error.Code == ErrorCodes.NotFound)
            {
                return new SeeOther(Path);
            }
        }
    }

    private IApplicationsGrain Applications(Caller person) => grains.GetGrain<IApplicationsGrain>(GrainKeys.User(person.Tenant, person.User!));

    /// <summary>What is done here is done by the person, not by the backend: it is audited as theirs.</summary>
    private async Task<Caller?> Person(HttpContext context)
    {
        if (await sessions.Shown(context) is not { User: var user } session) return null;
        if (await grains.GetGrain<IUserGrain>(user.Key()).Standing(context.RequestAborted) is not { } standing) return null;
        return new Caller
        {
            Tenant = user.Tenant, User = user.User, Client = "browser", Scopes = [Scopes.Profile, Scopes.AccountWrite], Role = standing.Role, Impersonator = session.ImpersonatorId,
            CorrelationId = context.CorrelationId(), Address = context.Connection.RemoteIpAddress?.ToString(),
        };
    }

    private Page Show(HttpContext context, IReadOnlyList<ConnectedApplication> applications)
    {
        var token = sessions.FormToken(context, Purpose);
        return new Page("Connected applications", Html.Of($"""
            <h1>Connected applications</h1>
            <p>{(applications.Count == 0 ? "No program acts for you." : "These programs act for you, and are not asked about again.")}</p>
            <form method="post" action=".{Path}">
            <input type="hidden" name="token" value="{token}">
            {Html.Of(applications.Select(Describe))}
            </form>
            <p class="quiet"><a href="./">Back</a></p>
            """));
    }

    private static Html Describe(ConnectedApplication application) => Html.Of($"""
        <h2>{application.Name}</h2>
        <p class="quiet">{(application.RedirectUri is { } uri ? RedirectTarget.Of(uri).Host : "Connected by a code")}, allowed on {application.RenewedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}</p>
        <ul>{ConsentPage.Meanings(application.Scopes)}</ul>
        <div class="actions"><button type="submit" name="application" value="{application.Id}" aria-label="Disconnect {application.Name}">Disconnect</button></div>
        """);
}
