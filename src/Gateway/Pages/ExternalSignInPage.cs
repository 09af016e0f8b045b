using System.Buffers.Text;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.OAuth;
using Actors.Outbound;

namespace Actors.Gateway.Pages;

/// <summary>The way to an OpenID provider and back. Who comes back is signed in by the e-mail address that the provider has verified.</summary>
internal sealed class ExternalSignInPage(
    IGrainFactory grains, IdentityProviders providers, ExternalSignIn external, BrowserSessions sessions, PublicAddress address)
{
    public const string Path = "/signin/external";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);
    private readonly PageCookie cookie = new("actors-external", address);

    /// <summary>Links to all providers, for the sign-in page.</summary>
    public static Html Links(IdentityProviders providers, string returnTo) => Html.Of(providers.ForSignIn.Select(provider => Html.Of($"""
        <p><a class="button" href=".{Path}/{provider.Key}?return_to={Uri.EscapeDataString(returnTo)}">Sign in with {provider.Value.Label}</a></p>
        """)));

    public async Task<IResult> Leave(HttpContext context)
    {
        if (Provider(context) is not { Key: { } id, Value: var provider }) return Unknown();
        var returnTo = LocalPath.Or(context.Request.Query["return_to"]);
        var secret = SecretText.New();
        try
        {
            var location = await external.Begin(id, provider, secret, returnTo);
            cookie.Write(context, $"{secret}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(returnTo))}", Longest);
            return new SeeOther(location);
        }
        catch (OutboundException)
        {
            return Away(provider);
        }
    }

    public async Task<IResult> Return(HttpContext context)
    {
        if (Provider(context) is not { Key: { } id, Value: var provider }) return Unknown();
        var query = context.Request.Query;
        if (!TryCookie(context, out var secret, out var returnTo) || !ExternalSignIn.IsOurs(id, secret, returnTo, query["state"]))
            return ErrorPage.Show("This sign-in was not begun here", "Go to the sign-in page and begin again.", StatusCodes.Status403Forbidden);
        cookie.Delete(context);
        if (query["iss"] is [{ } issuer] && issuer != provider.Issuer) return Refused(provider);
        if (query["code"] is not [{ Length: > 0 } code]) return Refused(provider);
        try
        {
            var token = await external.Finish(id, provider, secret, code, context.RequestAborted);
            return token is null ? Refused(provider) : await SignIn(provider, token, returnTo, context);
        }
        catch (OutboundException)
        {
            return Away(provider);
        }
    }

    private async Task<IResult> SignIn(IdentityProviderOptions provider, ForeignJwt token, string returnTo, HttpContext context)
    {
        var people = await providers.People(provider, token, context.RequestAborted);
        if (people is [] && await Register(provider, token, context)) people = await providers.People(provider, token, context.RequestAborted);
        if (people is null) return Refused(provider);
        if (people is []) return ErrorPage.Show("You have no account here yet", "Ask your organisation to invite you or, if you have just registered, to let you in.", StatusCodes.Status403Forbidden);
        await sessions.SignIn(context, people[0]);
        return people.Count > 1 ? OrganisationPage.Then(returnTo) : new SeeOther(returnTo);
    }

    /// <summary>Registers a newcomer as the organisation's setting allows, under a password that nobody knows.</summary>
    private async Task<bool> Register(IdentityProviderOptions provider, ForeignJwt token, HttpContext context)
    {
        if (provider.Tenant is not { } tenant || token.Claim("email") is not { } email) return false;
        try
        {
            await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).RegisterSelf(
                new() { Tenant = tenant, Name = token.Claim("name") ?? email, Email = email, Password = SecretText.New() }, context.RequestAborted);
            return true;
        }
        catch (ActorException closed) when (closed.Error.Code is ErrorCodes.NotFound or ErrorCodes.InvalidArgument)
        {
            return false;
        }
    }

    private KeyValuePair<string, IdentityProviderOptions> Provider(HttpContext context) =>
        providers.ForSignIn.FirstOrDefault(provider => provider.Key == context.Request.RouteValues["provider"] as string);

    private bool TryCookie(HttpContext context, out string secret, out string returnTo)
    {
        (secret, returnTo) = ("", "/");
        if (cookie.Read(context)?.Split('.') is not [var first, var second] || !SecretText.IsSecret(first) || !Base64Url.IsValid(second)) return false;
        (secret, returnTo) = (first, LocalPath.Or(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(second))));
        return true;
    }

    private static Page Unknown() => ErrorPage.Show("There is no such way to sign in", "Go to the sign-in page and choose another.", StatusCodes.Status404NotFound);

    private static Page Refused(IdentityProviderOptions provider) =>
        ErrorPage.Show("You are not signed in", $"{provider.Label} did not vouch for who you are, or not for your e-mail address.", StatusCodes.Status403Forbidden);

    private static Page Away(IdentityProviderOptions provider) =>
        ErrorPage.Show("You are not signed in", $"{provider.Label} cannot be reached, or refused. Try again in a while.", StatusCodes.Status502BadGateway);
}
