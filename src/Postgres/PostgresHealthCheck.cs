using Actors.Postgres.Migrations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Actors.Postgres;

/// <summary>Ready when the schema is in place and Postgres answers.</summary>
internal sealed class PostgresHealthCheck(NpgsqlDataSource database, Migrator migrator) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!migrator.Done)
            return HealthCheckResult.Unhealthy("The database is not migrated yet.");
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy("Postgres answers, migrations are done.");
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("Postgres does not answer.", e);
        }
    }
}
