using Actors.Outbound;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Actors.Gateway;

/// <summary>
/// Behind a proxy every client would have the proxy's address, and share one limit. From the proxies that are named, and
/// from them alone, <c>X-Forwarded-For</c> is believed. Host and scheme are those of <see cref="GatewayOptions.PublicUrl"/> anyway.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Gives the middleware that follows the client's own address.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.TrustedProxies;
        if (trusted.Count == 0) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in trusted)
            if (Networks.TryParse(text, out var network)) options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
