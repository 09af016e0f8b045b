using Actors.Gateway.Pages;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Where clients send a person's browser (OAuth 2.1 §3.1): checks the request, then leads to sign-in, to consent or, where the
/// person has consented to all of it before, back.
/// </summary>
internal sealed class AuthorizeEndpoint(AuthorizationRequests requests, Approvals approvals, BrowserSessions sessions)
{
    public const string Path = "/oauth/authorize";

    public async Task<IResult> Get(HttpContext context)
    {
        var (request, refusal) = await requests.Read(context);
        if (request is null) return refusal!;
        var query = context.Request.QueryString.ToUriComponent();
        if (await sessions.Current(context) is not { } session) return SignInPage.Then(Path + query);
        var repeated = HttpMethods.IsGet(context.Request.Method) ? await approvals.Repeat(request, session, context) : null;
        return repeated ?? new SeeOther(ConsentPage.Path + query);
    }
}
