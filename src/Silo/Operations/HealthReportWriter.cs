using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Operations;

/// <summary>Words a health report as JSON: <c>{"status":"ready","checks":{"postgres":"…"}}</c>.</summary>
internal static class HealthReportWriter
{
    public static Task Write(HttpContext context, HealthReport report)
    {
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(new
        {
            status = report.Status is HealthStatus.Healthy ? "ok" : "unavailable",
            checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Description ?? e.Value.Status.ToString().ToLowerInvariant()),
        }, context.RequestAborted);
    }
}
