using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres.Ownership;

/// <summary>
/// At most one owner of a database, an embedded process or a cluster: two would each activate the same grain. Ownership is an
/// advisory lock of one session, which a cluster's silos share, so a killed process gives it up at once. When the session is
/// lost (Postgres restarted), the lock is taken again; if there was another owner meanwhile, this process ends. Needs a direct
/// connection, not a pooler in transaction mode.
/// </summary>
internal sealed partial class DatabaseOwner : IHostedLifecycleService, IAsyncDisposable
{
    private const long Lock = 0x4163746f72730002;

    /// <summary>How long a lock may outlive its process: until Postgres has noticed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource stopping = new();
    private NpgsqlConnection? session;
    private Task watching = Task.CompletedTask;

    /// <summary>Before anything is migrated: a database in use is not touched.</summary>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        session = await database.Connect(cancellationToken);
        if (!await Acquire(session, cancellationToken))
            throw new DatabaseOwnedException(
                $"This database is in use by {await Owner(session, cancellationToken)}. {Remedy}");
    }

    /// <summary>After the migrations, which made the table.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await SignIn(session!, cancellationToken);
        watching = Task.Run(Watch, CancellationToken.None);
    }

    /// <summary>The last to stop: grains write until they are gone.</summary>
    public async Task StoppedAsync(CancellationToken cancellationToken) => await DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        await Release();
    }

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Watch()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await session!.WaitAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
            {
                LogLost(e.Message);
                await TakeAgain();
            }
        }
    }

    private async Task TakeAgain()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Release();
                session = await database.OpenConnectionAsync(stopping.Token);
                var acquired = await Acquire(session, stopping.Token);
                if (!await WasMine(session, stopping.Token))
                    throw new DatabaseOwnedException($"This database was taken over by {await Owner(session, stopping.Token)}.");
                if (!acquired)
                    continue;
                await SignIn(session, stopping.Token);
                LogRegained();
                return;
            }
            catch (NpgsqlException e)
            {
                LogUnreachable(e.Message);
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
            catch (DatabaseOwnedException e)
            {
                End(e.Message);
                return;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private void End(string reason)
    {
        LogTaken(reason);
        stopping.Cancel();
        host.StopApplication();
    }

    private async Task<bool> Acquire(NpgsqlConnection connection, CancellationToken cancellation)
    {
        for (var start = clock.GetTimestamp(); ;)
        {
            await using var command = new NpgsqlCommand($"SELECT {TryLock}({Lock})", connection);
            if (await command.ExecuteScalarAsync(cancellation) is true)
                return true;
            if (clock.GetElapsedTime(start) > Grace)
                return false;
            await Task.Delay(Pause, clock, cancellation);
        }
    }

    /// <summary>Writes down who owns the database, for people and for <see cref="WasMine"/>.</summary>
    private async Task Record(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("""
            INSERT INTO actors_owner (instance, cluster, host, process_id, since) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (only_row) DO UPDATE
            SET instance = excluded.instance, cluster = excluded.cluster, host = excluded.host, process_id = excluded.process_id, since = excluded.since
            """, connection)
        {
            Parameters =
            {
                new() { Value = instance },
                new() { Value = (object?)ClusterName ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text },
                new() { Value = Environment.MachineName },
                new() { Value = Environment.ProcessId },
                new() { Value = clock.GetUtcNow().UtcDateTime },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<bool> WasMine(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT instance FROM actors_owner", connection);
        return await command.ExecuteScalarAsync(cancellation) is Guid last && last == instance;
    }

    private static async Task<string> Owner(NpgsqlConnection connection, CancellationToken cancellation)
    {
        const string Unknown = "a process that is just starting";
        try
        {
            await using var command = new NpgsqlCommand("SELECT * FROM actors_owner", connection);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation)
                ? string.Create(CultureInfo.InvariantCulture, $"{Cluster(reader)}process {reader["process_id"]} on {reader["host"]}, since {reader["since"]:u}")
                : Unknown;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return Unknown;
        }
    }

    /// <summary>A database of an older schema knows no clusters.</summary>
    private static string Cluster(NpgsqlDataReader owner) =>
        owner.GetColumnSchema().Any(column => column.ColumnName == "cluster") && owner["cluster"] is string name ? $"the cluster {name}, last joined by " : "";

    /// <summary>Who ends waits for no Postgres that hangs: with the process its session ends too.</summary>
    private async Task Release()
    {
        if (session is not { } held)
            return;
        session = null;
        try
        {
            await Unlock(held).WaitAsync(Patience);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException or TimeoutException)
        {
            LogUnreachable(e.Message);
        }
    }

    private static async Task Unlock(NpgsqlConnection held)
    {
        await using var mine = held;
        await using var command = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", held);
        await command.ExecuteNonQueryAsync();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session that holds this database's ownership was lost ({Reason}); taking it again")]
    private partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The ownership's session does not answer: {Reason}")]
    private partial void LogUnreachable(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "This process owns the database again")]
    private partial void LogRegained();

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Reason} This process ends so that no grain runs twice")]
    private partial void LogTaken(string reason);
}
