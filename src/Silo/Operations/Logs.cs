namespace Actors.Silo.Operations;

/// <summary>Logs are JSON lines on standard output, each with the correlation id of the request that caused it.</summary>
internal static class Logs
{
    public static void AddStructuredLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
    }
}
