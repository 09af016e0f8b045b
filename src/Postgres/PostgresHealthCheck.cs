using Actors.Postgres.Migrations;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres;

/// <summary>Ready when the schema is in place and Postgres answers. However often one asks, Postgres is asked once a second.</summary>
internal sealed partial class PostgresHealthCheck(NpgsqlDataSource database, Migrator migrator, TimeProvider time, ILogger<PostgresHealthCheck> logger) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim asking = new(1);
    private bool answers = true;
    private long? askedAt;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!migrator.Done)
            return HealthCheckResult.Unhealthy("The database is not migrated yet.");
        return await Answers(cancellationToken)
            ? HealthCheckResult.Healthy("Postgres answers, migrations are done.")
            : HealthCheckResult.Unhealthy("Postgres does not answer.");
    }

    public void Dispose() => asking.Dispose();

    private async Task<bool> Answers(CancellationToken cancellation)
    {
        try
        {
            await asking.WaitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            if (askedAt is { } at && time.GetElapsedTime(at) < Freshness) return answers;
            var before = answers;
            answers = await Ask();
            askedAt = time.GetTimestamp();
            if (answers && !before) LogAnswers();
            return answers;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>What is learnt is told everybody, so that it does not end when whoever asked hangs up.</summary>
    private async Task<bool> Ask()
    {
        using var late = new CancellationTokenSource(Patience);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(late.Token);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            if (answers) LogSilent(e.Message);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Error, "Postgres does not answer: {Reason}")]
    private partial void LogSilent(string reason);

    [LoggerMessage(LogLevel.Information, "Postgres answers again")]
    private partial void LogAnswers();
}
