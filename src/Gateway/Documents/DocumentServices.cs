namespace Actors.Gateway.Documents;

/// <summary>Registers what fetches documents from elsewhere.</summary>
internal static class DocumentServices
{
    /// <summary>Adds the documents, and the limit of how many anybody may have fetched.</summary>
    public static void AddDocuments(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddSingleton<FetchLimit>();
        services.AddSingleton<OutboundDocuments>();
    }
}
