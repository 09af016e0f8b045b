using System.Security.Cryptography;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Pages;

/// <summary>
/// The browser's cookie, and the session behind it. The cookie is one random secret; the store knows only its digest.
/// It is there before anyone signs in, so that the sign-in form is protected too, and is replaced when someone does.
/// </summary>
internal sealed class BrowserSessions(IGrainFactory grains, PublicAddress address)
{
    private const int MostAgent = 200;

    private readonly PageCookie cookie = new("actors", address);

    /// <summary>The session of a person who signed in themselves, or null: who acts as somebody else allows nothing in their name.</summary>
    public async Task<BrowserSession?> Current(HttpContext context) => await Shown(context) is { Impersonator: null } session ? session : null;

    /// <summary>Whose things this browser is shown, be it by an operator who acts as them; null where nobody is signed in.</summary>
    public async Task<BrowserSession?> Shown(HttpContext context) =>
        Secret(context) is { } secret ? await Grain(secret).Get(context.RequestAborted) : null;

    /// <summary>Has the operator who is signed in act as somebody, by the key for it. False where the key is not good for that.</summary>
    public async Task<bool> Act(HttpContext context, UserRef someone, string key)
    {
        var secret = SecretText.New();
        var request = new ActInBrowser { Operator = someone, KeyDigest = SecretText.Digest(key), Network = ClientNetwork.Of(context).ToString() };
        if (await Grain(secret).Act(request, CancellationToken.None) is not { } session) return false;
        if (Secret(context) is { } old) await Grain(old).Close(CancellationToken.None);
        cookie.Write(context, secret, session.ExpiresAt - session.SignedInAt);
        return true;
    }

    /// <summary>Signs the browser in under a fresh secret.</summary>
    public async Task SignIn(HttpContext context, UserRef user)
    {
        if (Secret(context) is { } old) await Grain(old).Close(CancellationToken.None);
        var secret = SecretText.New();
        var agent = context.Request.Headers.UserAgent.ToString();
        var session = await Grain(secret).OpenFrom(
            new() { User = user, Network = ClientNetwork.Of(context).ToString(), Agent = agent[..Math.Min(agent.Length, MostAgent)] }, CancellationToken.None);
        cookie.Write(context, secret, session.ExpiresAt - session.SignedInAt);
    }

    /// <summary>Signs the browser out.</summary>
    public async Task SignOut(HttpContext context)
    {
        if (Secret(context) is { } secret) await Grain(secret).Close(CancellationToken.None);
        cookie.Delete(context);
    }

    /// <summary>
    /// A token for a form, bound to this browser and to what the form does: a token from one consent page is no good
    /// for another.
    /// </summary>
    public string FormToken(HttpContext context, string purpose)
    {
        if (Secret(context) is not { } secret) cookie.Write(context, secret = SecretText.New(), lifetime: null);
        return TokenFor(secret, purpose);
    }

    /// <summary>Whether a form was sent from a page of ours, shown to this browser, for this purpose.</summary>
    public bool IsGenuine(HttpContext context, IFormCollection form, string purpose) =>
        IsSameOrigin(context.Request) && Secret(context) is { } secret && form["token"] is [{ } token]
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(TokenFor(secret, purpose)));

    private bool IsSameOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [{ } site]
        ? site == "same-origin"
        : request.Headers.Origin is not [{ } origin] || origin == address.Origin;

    private string? Secret(HttpContext context) => cookie.Read(context) is { } secret && SecretText.IsSecret(secret) ? secret : null;

    private static string TokenFor(string secret, string purpose) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.ASCII.GetBytes(secret), Encoding.UTF8.GetBytes($"form {purpose}")));

    private IBrowserSessionGrain Grain(string secret) => grains.GetGrain<IBrowserSessionGrain>(GrainKeys.PlatformItem(SecretText.Digest(secret)));
}
