using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace Actors.Silo.Operations;

/// <summary>What an orchestrator asks: is the process alive, and can it serve?</summary>
internal static class OperationsEndpoints
{
    /// <summary>The tag of the checks that decide readiness.</summary>
    public const string ReadyTag = "ready";

    /// <summary><c>/healthz</c> answers while the process runs; <c>/readyz</c> only while it can serve.</summary>
    public static void MapOperations(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthReportWriter.Write }).ShortCircuit();
        app.MapHealthChecks("/readyz", new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(ReadyTag),
            ResponseWriter = HealthReportWriter.Write,
        }).ShortCircuit();
    }
}
