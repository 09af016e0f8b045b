using System.Buffers;
using System.Net;
using Actors.Gateway.Mcp;
using Actors.Outbound;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.Gateway;

/// <summary>Refuses a start with settings by which clients could not be served, or not safely.</summary>
internal sealed class GatewaySettings : IValidateOptions<GatewayOptions>
{
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/");

    /// <summary>Makes the settings what <see cref="GatewayOptions"/> documents.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<GatewayOptions>().Bind(configuration.GetSection(GatewayOptions.Section)).PostConfigure(options => SetPort(options, configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewaySettings>();
    }

    public ValidateOptionsResult Validate(string? name, GatewayOptions options) =>
        Problems(options).ToArray() is { Length: > 0 } problems ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;

    private static IEnumerable<string> Problems(GatewayOptions options)
    {
        if (!IsSafe(options.PublicUrl))
            yield return "Actors:PublicUrl must be an address such as https://actors.example.com or https://example.com/actors: https, or http on a loopback address, "
                + $"without user or query, and nothing but letters, digits and -._~ in its path, not \"{PublicAddress.WithoutUser(options.PublicUrl.OriginalString)}\".";
        else if (PublicAddress.ResourcePaths.Contains(options.PublicUrl.AbsolutePath.TrimEnd('/')))
            yield return $"Actors:PublicUrl must be the base of all: leave /mcp, /api or /a2a off the end of \"{options.PublicUrl.OriginalString}\".";
        foreach (var text in options.TrustedProxies.Where(text => !Networks.TryParse(text, out _)))
            yield return $"Actors:TrustedProxies must be networks such as 10.0.0.0/8, or addresses, not \"{text}\".";
        foreach (var text in options.AllowedOrigins.Where(text => !Origins.IsOne(text)))
            yield return $"Actors:AllowedOrigins must be origins such as https://example.com, scheme and host without a path, not \"{text}\".";
        foreach (var (id, provider) in options.IdentityProviders)
        {
            if (!Uri.TryCreate(provider.Issuer, UriKind.Absolute, out var issuer) || issuer.Scheme != Uri.UriSchemeHttps)
                yield return $"Actors:IdentityProviders:{id}:Issuer must be an https address, not \"{provider.Issuer}\".";
            if (provider.Label.Length == 0) yield return $"Actors:IdentityProviders:{id}:Label must say what the sign-in page calls it.";
        }
    }

    private static void SetPort(GatewayOptions options, IConfiguration configuration)
    {
        var listens = configuration["urls"]?.Split(';')[0];
        if (configuration[$"{GatewayOptions.Section}:{nameof(GatewayOptions.PublicUrl)}"] is null && listens is { Length: > 0 })
            options.PublicUrl = new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), BindingAddress.Parse(listens).Port).Uri;
    }

    private static bool IsSafe(Uri url) =>
        url is { IsAbsoluteUri: true, Query: "", Fragment: "", UserInfo: "" }
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback))
        && !url.AbsolutePath.AsSpan().ContainsAnyExcept(PathCharacters) && !url.AbsolutePath.Contains("//", StringComparison.Ordinal);
}
