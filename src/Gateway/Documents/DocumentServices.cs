namespace Actors.Gateway.Documents;

/// <summary>Registers what fetches documents from elsewhere.</summary>
internal static class DocumentServices
{
    /// <summary>Adds the documents, and the limit of how many anybody may have fetched. A setting that names no provider refuses the start.</summary>
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>()
            .Validate(o => o.IdentityProviders.Values.All(provider => Uri.TryCreate(provider.Issuer, UriKind.Absolute, out var issuer) && issuer.Scheme == Uri.UriSchemeHttps && provider.Label.Length > 0),
                "Actors:IdentityProviders: each needs an Issuer, an https address, and a Label.")
            .ValidateOnStart();
        services.AddHttpContextAccessor();
        services.AddSingleton<FetchLimit>();
        services.AddSingleton<OutboundDocuments>();
    }
}
