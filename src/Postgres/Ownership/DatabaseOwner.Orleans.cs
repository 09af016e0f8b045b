using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;

namespace Actors.Postgres.Ownership;

/// <summary>The owner is this silo's cluster.</summary>
internal sealed partial class DatabaseOwner(
    NpgsqlDataSource database, IOptions<ClusterOptions> options, IHostApplicationLifetime host, TimeProvider clock, ILogger<DatabaseOwner> log)
{
    private const string TryLock = "pg_try_advisory_lock_shared", Unlock = "pg_advisory_unlock_shared";

    private const string Remedy = "A database belongs to one cluster, or to one embedded process: give this silo the same "
        + "Actors:Cluster:ClusterId or another DATABASE_URL, or stop the other first.";

    private string ClusterName => options.Value.ClusterId;
    private readonly Guid instance = new(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ClusterId)).AsSpan(0, 16));

    /// <summary>Joins the cluster that owns the database, or makes this one its owner if no silo of another is left.</summary>
    private async Task SignIn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var others = new NpgsqlCommand($"""
            SELECT pg_advisory_xact_lock({Lock + 1});
            SELECT EXISTS (
                SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND datname = current_database() AND granted AND pid <> pg_backend_pid()
                  AND classid = {Lock >> 32} AND objid = {Lock & 0xFFFFFFFF}
            )
            """, connection);
        await using (var reader = await others.ExecuteReaderAsync(cancellation))
        {
            await reader.NextResultAsync(cancellation);
            await reader.ReadAsync(cancellation);
            var shared = reader.GetBoolean(0);
            await reader.CloseAsync();
            if (shared && !await WasMine(connection, cancellation))
                throw new DatabaseOwnedException($"This database is in use by {await Owner(connection, cancellation)}. {Remedy}");
        }

        await Record(connection, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
