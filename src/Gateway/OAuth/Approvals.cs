using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.OAuth;

/// <summary>What a person lets a client do, now or as they did before, and the code that comes of it.</summary>
internal sealed class Approvals(IGrainFactory grains, AuthorizationRequests requests)
{
    /// <summary>A client that one organisation registered is of no use to people of another.</summary>
    public static bool IsForeign(OAuthClient client, BrowserSession session) => client.Tenant is { } owner && owner != session.User.Tenant;

    /// <summary>Of the scopes asked for, those that the person may hold: nobody can give what they do not have.</summary>
    public static string[] Grantable(IReadOnlyList<string> scopes, UserProfile? user) =>
        [.. scopes.Where(scope => user is not null && Scopes.MayHold(user.Role, scope))];

    /// <summary>Who is asked.</summary>
    public Task<UserProfile?> Person(BrowserSession session, HttpContext context) => grains.GetGrain<IUserGrain>(session.User.Key()).Get(context.RequestAborted);

    /// <summary>The answer that the person gave when they were asked the same before, or null where they have to be asked.</summary>
    public async Task<IResult?> Repeat(AuthorizationRequest request, BrowserSession session, HttpContext context)
    {
        if (request.AsksAgain || IsForeign(request.Client, session)) return null;
        var scopes = Grantable(request.Scopes, await Person(session, context));
        if (scopes is [] || !await Applications(session).Remembers(Consent(request, scopes), context.RequestAborted)) return null;
        return await Issue(request, scopes, session, context);
    }

    /// <summary>Takes note of what the person allows, and sends them back with a code.</summary>
    public async Task<IResult> Approve(AuthorizationRequest request, IReadOnlyList<string> scopes, BrowserSession session, HttpContext context)
    {
        await Applications(session).Remember(Consent(request, scopes), context.RequestAborted);
        return await Issue(request, scopes, session, context);
    }

    private async Task<IResult> Issue(AuthorizationRequest request, IReadOnlyList<string> scopes, BrowserSession session, HttpContext context)
    {
        var code = SecretText.New();
        await grains.GetGrain<IAuthorizationCodeGrain>(GrainKeys.PlatformItem(SecretText.Digest(code))).Issue(new()
        {
            Client = request.Client.Id, RedirectUri = request.RedirectUri, CodeChallenge = request.CodeChallenge, Resource = request.Resource,
            Scopes = scopes, User = session.User, SignedInAt = session.SignedInAt,
        }, context.RequestAborted);
        return requests.Redirect(request.RedirectUri, request.State, ("code", code));
    }

    private static Consent Consent(AuthorizationRequest request, IReadOnlyList<string> scopes) => new()
    {
        Client = request.Client.Id, Name = request.Client.Name, RedirectUri = request.RedirectUri, Scopes = scopes,
    };

    private IApplicationsGrain Applications(BrowserSession session) => grains.GetGrain<IApplicationsGrain>(session.User.Key());
}
