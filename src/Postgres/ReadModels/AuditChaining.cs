using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <summary>
/// Gives audit rows their places in their tenants' chains, and counts them in the usage ledger, both in one transaction. Rows arrive
/// in the transactions of many grains at once; a chain has one end. So one process at a time lengthens the chains, whichever: shortly
/// after it wrote something itself, at the start where another one ended too early, and before anybody reads.
/// </summary>
internal sealed partial class AuditChaining(TenantRows rows, TimeProvider time, ILogger<AuditChaining> logger) : BackgroundService
{
    private const int Part = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private volatile bool expected = true;

    /// <summary>Takes note that there are rows to chain.</summary>
    public void Expect() => expected = true;

    /// <summary>Chains all rows that are committed.</summary>
    public async Task Chain(CancellationToken cancellation)
    {
        while (await rows.Keep(connection => Lengthen(connection, cancellation), cancellation) == Part)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = false;
        for (var stopping = false; !stopping;)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            stopping = stoppingToken.IsCancellationRequested;
            if (!expected) continue;
            expected = false;
            try
            {
                await Chain(CancellationToken.None);
                told = false;
            }
            catch (ActorException away)
            {
                expected = true;
                if (!told) LogWaiting(away.Message);
                told = true;
            }
        }
    }

    private static async Task<int> Lengthen(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.Run(AuditLink.Lock, cancellation);
        var links = await Waiting(connection, cancellation);
        if (links.Count == 0) return 0;
        await AuditLink.Store(connection, links, cancellation);
        await AuditLink.Count(connection, links, cancellation);
        return links.Count;
    }

    private static async Task<List<AuditLink>> Waiting(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var links = new List<AuditLink>();
        var ends = new Dictionary<string, AuditEntry>(StringComparer.Ordinal);
        await using var command = connection.Sql(AuditLink.Take, Part);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (entry, tenant) = (AuditRow.Read(row), row.GetString(row.FieldCount - 1));
            var end = ends.GetValueOrDefault(tenant, entry); // it comes with the number and hash where the stored chain ends
            var link = AuditLink.Behind(end.Sequence, end.Hash, tenant, entry);
            links.Add(link);
            ends[tenant] = link.Entry;
        }

        return links;
    }

    [LoggerMessage(LogLevel.Warning, "Audit rows wait to be chained: {Reason}")]
    private partial void LogWaiting(string reason);
}
