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
    private const string TryLock = "pg_try_advisory_lock_shared";

    /// <summary>The first half of a cluster's lock; the other is its id's hash.</summary>
    private const int ClusterLocks = 0x41637472;

    private const string Remedy = "A database belongs to one cluster, or to one embedded process: give this silo the same "
        + "Actors:Cluster:ClusterId or another DATABASE_URL, or stop the other first.";

    private string ClusterName => options.Value.ClusterId;
    private readonly Guid instance = new(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ClusterId)).AsSpan(0, 16));

    /// <summary>
    /// Joins the cluster that owns the database, or makes this one its owner if no silo of another is left. Silos that have
    /// signed in hold a second lock, their cluster's: those that only start yet are told apart by it, one after the other.
    /// </summary>
    private async Task SignIn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var cluster = BitConverter.ToInt32(instance.ToByteArray());
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var turn = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({Lock + 1})", connection);
        await turn.ExecuteNonQueryAsync(cancellation);
        await using var taken = new NpgsqlCommand($"""
            SELECT EXISTS (
                SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND datname = current_database() AND objsubid = 2
                  AND classid = {ClusterLocks} AND objid <> {unchecked((uint)cluster)}
            )
            """, connection);
        if (await taken.ExecuteScalarAsync(cancellation) is true)
            throw new DatabaseOwnedException($"This database is in use by {await Owner(connection, cancellation)}. {Remedy}");

        await using var join = new NpgsqlCommand($"SELECT pg_advisory_lock_shared({ClusterLocks}, {cluster})", connection);
        await join.ExecuteNonQueryAsync(cancellation);
        await Record(connection, cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
