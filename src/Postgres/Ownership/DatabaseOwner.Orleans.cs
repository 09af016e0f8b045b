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

    private const int Dead = (int)SiloStatus.Dead;

    private const string Remedy = "A database belongs to one cluster, or to one embedded process: give this silo the same "
        + "Actors:Cluster:ClusterId or another DATABASE_URL, or stop the other first.";

    private string ClusterName => options.Value.ClusterId;
    private int ClusterLock => BitConverter.ToInt32(instance.ToByteArray());

    private readonly Guid instance = new(SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.ClusterId)).AsSpan(0, 16));
    private bool joined;

    /// <summary>
    /// Joins the cluster that owns the database, or makes this one its owner if no silo of another is left. Silos that have
    /// signed in hold a second lock, their cluster's: those that only start yet are told apart by it, one after the other.
    /// </summary>
    private async Task SignIn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var isAlone = !joined && await IsAlone(connection, cancellation);
        if (isAlone) await Task.Delay(Grace, clock, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await Ask($"SELECT pg_advisory_xact_lock({Lock + 1})", connection, cancellation);
        if (await Ask($"SELECT EXISTS ({Members("<>")})", connection, cancellation))
            throw new DatabaseOwnedException($"This database is in use by {await Owner(connection, cancellation)}. {Remedy}");
        if (isAlone && await IsAlone(connection, cancellation)) await Bury(connection, cancellation);
        await Ask($"SELECT pg_advisory_lock_shared({ClusterLocks}, {ClusterLock})", connection, cancellation);
        await Record(connection, cancellation);
        await transaction.CommitAsync(cancellation);
        joined = true;
    }

    /// <summary>
    /// Whether all silos that seem active are gone. One that lives holds its cluster's lock, but for a moment after Postgres
    /// was restarted: hence the second look, some time after the first.
    /// </summary>
    private Task<bool> IsAlone(NpgsqlConnection connection, CancellationToken cancellation) => Ask($"""
        SELECT EXISTS (SELECT FROM OrleansMembershipTable WHERE DeploymentId = $1 AND Status <> {Dead}) AND NOT EXISTS ({Members("=")})
        """, connection, cancellation, ClusterName);

    /// <summary>
    /// When all silos were killed at once, nobody was left to declare them dead, and Orleans lets none join while one that
    /// seems active does not answer.
    /// </summary>
    private async Task Bury(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await Ask($"UPDATE OrleansMembershipTable SET Status = {Dead} WHERE DeploymentId = $1 AND Status <> {Dead}", connection, cancellation, ClusterName);
        await Ask("UPDATE OrleansMembershipVersionTable SET Version = Version + 1, Timestamp = now() WHERE DeploymentId = $1", connection, cancellation, ClusterName);
        LogBuried();
    }

    /// <summary>The query of the silos that hold the lock of this cluster, or of another.</summary>
    private string Members(string comparison) => $"""
        SELECT FROM pg_locks JOIN pg_database d ON d.oid = database
        WHERE locktype = 'advisory' AND datname = current_database() AND objsubid = 2
          AND classid = {ClusterLocks} AND objid {comparison} {unchecked((uint)ClusterLock)}
        """;

    private static async Task<bool> Ask(string sql, NpgsqlConnection connection, CancellationToken cancellation, params string[] arguments)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The silos of this cluster were all killed; they are declared dead")]
    private partial void LogBuried();
}
