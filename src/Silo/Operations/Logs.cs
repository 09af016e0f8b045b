using Microsoft.Extensions.Logging.Console;

namespace Actors.Silo.Operations;

/// <summary>Logs are JSON lines on standard output, each with the correlation id of the request that caused it.</summary>
internal static class Logs
{
    public static void AddStructuredLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.AddJsonConsole(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        // Who reads the lines may stop reading: then they are lost, rather than everybody waiting to write theirs.
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(provider => new BoundedLogs(ActivatorUtilities.CreateInstance<ConsoleLoggerProvider>(provider), TimeProvider.System));
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel.Connections", LogLevel.Error); // one for each connection too many
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None); // a stack for each question; the checks say themselves what changes
        builder.Logging.AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        // StartFailure says why a start failed in one line; the host would say it first, with a stack. What fails later is critical.
        builder.Logging.AddFilter<BoundedLogs>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
