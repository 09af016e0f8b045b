using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Tenancy;
using Actors.Gateway.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>
/// Where a person says what a client may do. The answer counts only from this page, in this browser, for the very request that
/// was shown; it is remembered until they take it back.
/// </summary>
internal sealed class ConsentPage(IGrainFactory grains, AuthorizationRequests requests, Approvals approvals, BrowserSessions sessions)
{
    public const string Path = "/consent";

    public async Task<IResult> Get(HttpContext context)
    {
        var (request, refusal) = await requests.Read(context);
        if (request is null) return refusal!;
        if (await sessions.Current(context) is not { } session) return SignIn(context);
        return Approvals.IsForeign(request.Client, session) ? Foreign() : await Show(context, request, session);
    }

    public async Task<IResult> Post(HttpContext context)
    {
        var (request, refusal) = await requests.Read(context);
        if (request is null) return refusal!;
        if (await sessions.Current(context) is not { } session) return SignIn(context);
        if (await FormReader.Read(context.Request) is not { } form || !sessions.IsGenuine(context, form, Purpose(context)))
            return ErrorPage.Show("This page was out of date", "Nothing was allowed. Go back to the program you came from and connect again.", StatusCodes.Status403Forbidden);
        if (Approvals.IsForeign(request.Client, session)) return Foreign();
        var scopes = Approvals.Grantable(request.Scopes, await approvals.Person(session, context));
        if (scopes is [])
            return requests.Redirect(request.RedirectUri, request.State, ("error", "invalid_scope"), ("error_description", "The person's role allows none of these scopes."));
        return form["decision"] == "allow"
            ? await approvals.Approve(request, scopes, session, context)
            : requests.Redirect(request.RedirectUri, request.State, ("error", "access_denied"), ("error_description", "The person did not allow it."));
    }

    private static Page Foreign() => ErrorPage.Show(
        "This request cannot go on", "The program that sent you here belongs to another organisation. Use an account of that organisation, or another program.", StatusCodes.Status403Forbidden);

    private async Task<Page> Show(HttpContext context, AuthorizationRequest request, BrowserSession session)
    {
        var user = await approvals.Person(session, context);
        var tenant = await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(session.User.Tenant)).Get(context.RequestAborted);
        var name = request.Client.Name ?? "A program without a name";
        var scopes = Meanings(Approvals.Grantable(request.Scopes, user));
        var target = RedirectTarget.Of(request.RedirectUri);
        return new Page("Allow access?", Html.Of($"""
            <h1>Allow “{name}” to act for you?</h1>
            <p>It will be able to:</p>
            <ul>{scopes}</ul>
            <dl class="facts">
            <dt>You are signed in as</dt>
            <dd>{user?.Name} ({user?.Email}), {tenant?.Name} ({session.User.Tenant})</dd>
            <dt>It calls itself</dt>
            <dd>{name}. {Voucher(request.Client)}</dd>
            <dt>It sends you back to</dt>
            <dd><strong>{target.Host}</strong>. {target.Hint}</dd>
            </dl>
            {Warning(request.Client)}
            <form method="post" action=".{Path + context.Request.QueryString.ToUriComponent()}">
            <input type="hidden" name="token" value="{sessions.FormToken(context, Purpose(context))}">
            <div class="actions">
            <button type="submit" name="decision" value="deny">Deny</button>
            <button class="main" type="submit" name="decision" value="allow">Allow</button>
            </div>
            </form>
            <p class="quiet">Not you? <a href=".{SignOutPage.Path}?return_to={Uri.EscapeDataString(Return(context))}">Use another account</a>, or <a href=".{OrganisationPage.Path}?return_to={Uri.EscapeDataString(Return(context))}">another organisation</a>.</p>
            """), formAction: target.FormAction);
    }

    /// <summary>What the scopes mean, as a list's items.</summary>
    public static Html Meanings(IReadOnlyList<string> scopes) =>
        Html.Of(Scopes.All.Where(known => scopes.Contains(known.Scope)).Select(known => Html.Of($"<li>{known.Meaning}</li>")));

    /// <summary>Who stands behind the name.</summary>
    public static string Voucher(OAuthClient client) => client switch
    {
        { Tenant: not null } => "Your organisation registered it.",
        _ when ClientDocumentUri.TryParse(client.Id, out var address) => $"So says {address.IdnHost}, where its description lies.",
        _ => "Nobody has checked that.",
    };

    /// <summary>A description proves a site, but a program on this computer can use the description of any other (MCP, client impersonation).</summary>
    private static Html Warning(OAuthClient client) => ClientDocumentUri.TryParse(client.Id, out _) && client.RedirectUris.All(RedirectUris.IsLoopback)
        ? Html.Of($"""<p class="alarm">Every program on this computer can pretend to be this one. Allow it only if you have just started it, and know that it is the real one.</p>""")
        : default;

    private static SeeOther SignIn(HttpContext context) => SignInPage.Then(Return(context));

    private static string Return(HttpContext context) => AuthorizeEndpoint.Path + context.Request.QueryString.ToUriComponent();

    /// <summary>Binds the form to the request it shows.</summary>
    private static string Purpose(HttpContext context) =>
        "consent " + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context.Request.QueryString.ToUriComponent())));
}
