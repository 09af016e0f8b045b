namespace Actors.Gateway.Outbound;

/// <summary>Registers what speaks to servers elsewhere.</summary>
internal static class OutboundServices
{
    /// <summary>Adds the guarded HTTP client. A setting that is no network, or names no file, refuses the start.</summary>
    public static void AddOutbound(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>()
            .Validate(o => o.OutboundNetworks.All(text => Networks.TryParse(text, out _)), "Actors:OutboundNetworks must be networks such as 10.0.0.0/8, or addresses.")
            .Validate(o => o.OutboundCertificates is null || File.Exists(o.OutboundCertificates), "Actors:OutboundCertificates names a file that does not exist.")
            .Validate(o => o.IdentityProviders.Values.All(provider => Uri.TryCreate(provider.Issuer, UriKind.Absolute, out var issuer) && issuer.Scheme == Uri.UriSchemeHttps && provider.Label.Length > 0),
                "Actors:IdentityProviders: each needs an Issuer, an https address, and a Label.")
            .ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton<FetchLimit>();
        services.AddSingleton<OutboundHttp>();
        services.AddSingleton<OutboundDocuments>();
    }
}
