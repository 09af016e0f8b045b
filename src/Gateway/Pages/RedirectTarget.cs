using Actors.Contracts.OAuth;

namespace Actors.Gateway.Pages;

/// <summary>Where a consent leads, in words for the person and in terms for the browser.</summary>
/// <param name="Host">The host, or the program's own scheme.</param>
/// <param name="Hint">What that means.</param>
/// <param name="FormAction">
/// The CSP <c>form-action</c> of the page. Browsers hold the whole chain of redirects behind a form against it, and many
/// clients lead on to another https page at its end.
/// </param>
internal sealed record RedirectTarget(string Host, string Hint, string FormAction)
{
    public static RedirectTarget Of(string redirectUri)
    {
        var uri = new Uri(redirectUri);
        if (RedirectUris.IsLoopback(redirectUri))
            return new(uri.Authority, "That is a program on this computer: allow it only if you have just started it yourself.", $"'self' https: {Source(uri)}");
        return uri.Scheme == Uri.UriSchemeHttps
            ? new(uri.IdnHost, "Allow it only if you trust that site.", "'self' https:")
            : new($"{uri.Scheme}://", "That opens an app on this device: allow it only if you know it.", $"'self' https: {uri.Scheme}:");
    }

    /// <summary>CSP has no way to write an IPv6 address, so there the scheme must do.</summary>
    private static string Source(Uri loopback) => loopback.HostNameType == UriHostNameType.IPv6 ? "http:" : $"http://{loopback.Authority}";
}
