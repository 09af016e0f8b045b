using Actors.Gateway.Pages;

namespace Actors.Gateway.OAuth;

/// <summary>Where clients send a person's browser (OAuth 2.1 §3.1): checks the request, then leads to sign-in or consent.</summary>
internal sealed class AuthorizeEndpoint(AuthorizationRequests requests, BrowserSessions sessions)
{
    public const string Path = "/oauth/authorize";

    public async Task<IResult> Get(HttpContext context)
    {
        var (request, refusal) = await requests.Read(context);
        if (request is null) return refusal!;
        var query = context.Request.QueryString.ToUriComponent();
        return await sessions.Current(context) is null ? SignInPage.Then(Path + query) : new SeeOther(ConsentPage.Path + query);
    }
}
