using System.Net;
using Actors.Gateway.Errors;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Mcp;

/// <summary>
/// The web pages that may call <c>/mcp</c> (Streamable HTTP: Security): our own, by whichever name of this machine if that
/// is where we are, and those of the settings. What is no page sends no Origin, and may.
/// </summary>
internal sealed class Origins(PublicAddress address, IOptions<GatewayOptions> options)
{
    private static readonly string[] Names = ["127.0.0.1", "localhost", "[::1]"];

    private readonly HashSet<string> allowed =
        new([.. Own(address.Origin), .. options.Value.AllowedOrigins.Select(origin => origin.TrimEnd('/'))], StringComparer.OrdinalIgnoreCase);

    private readonly bool isLocal = new Uri(address.Base).IsLoopback;

    /// <summary>Whether a browser could send this as an origin.</summary>
    public static bool IsOne(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && string.Equals(text.TrimEnd('/'), $"{uri.Scheme}://{uri.Authority}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a page of this origin, or no page, may call, by the name that was called.</summary>
    public bool Allow(HttpContext http) => AllowsHost(http) && http.Request.Headers.Origin switch
    {
        { Count: 0 } => true,
        [{ } origin] => allowed.Contains(origin),
        _ => false,
    };

    /// <summary>Lets those pages send what clients send, and read what they need from the headers of an answer.</summary>
    public void Policy(CorsPolicyBuilder policy) => policy
        .SetIsOriginAllowed(allowed.Contains)
        .WithMethods(HttpMethods.Get, HttpMethods.Post, HttpMethods.Delete)
        .AllowAnyHeader()
        .WithExposedHeaders("WWW-Authenticate", Correlation.Header)
        .SetPreflightMaxAge(TimeSpan.FromHours(1));

    /// <summary>
    /// A foreign name that leads to this machine's own loopback is a page's trick to be of our origin (Streamable HTTP: Security,
    /// DNS rebinding). Elsewhere names are the business of whoever is in front.
    /// </summary>
    private bool AllowsHost(HttpContext http) => !isLocal || http.Connection.LocalIpAddress is not { } local || !IPAddress.IsLoopback(local)
        || Names.Contains(http.Request.Host.Host, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Own(string origin)
    {
        var url = new Uri(origin);
        return url.IsLoopback ? Names.Select(name => new UriBuilder(url) { Host = name }.Uri.GetLeftPart(UriPartial.Authority)) : [origin];
    }
}
