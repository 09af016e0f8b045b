using System.Collections.Concurrent;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Grains.Audit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <summary>
/// Gives audit rows their places in their tenants' chains, and counts them in the usage ledger, both in one transaction. Rows arrive
/// in the transactions of many grains at once; a chain has one end. So whoever holds the tenant's head lengthens it, in any
/// process: each second where this one wrote something, at the start where another one ended too early, and before anybody reads.
/// </summary>
internal sealed partial class AuditChaining(TenantRows rows, TimeProvider time, ILogger<AuditChaining> logger) : BackgroundService
{
    private const int Part = 1000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Waiting = $"SELECT {AuditRow.Entry} FROM audit WHERE tenant = $1 AND sequence IS NULL ORDER BY id LIMIT $2";

    private const string Place = """
        UPDATE audit SET sequence = placed.sequence, hash = placed.hash
        FROM unnest($2::uuid[], $3::smallint[], $4::bigint[], $5::text[]) AS placed (call, step, sequence, hash)
        WHERE audit.tenant = $1 AND audit.call = placed.call AND audit.step = placed.step
        """;

    private const string Count = """
        INSERT INTO usage_ledger (tenant, day, person, tool, calls, failed)
        SELECT tenant, (at AT TIME ZONE 'utc')::date, coalesce(person, client), tool, count(*) FILTER (WHERE step = 0), count(*) FILTER (WHERE outcome <> 'done')
        FROM audit WHERE tenant = $1 AND sequence > $2 AND sequence <= $3 AND step < 2
        GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
        ON CONFLICT (tenant, day, person, tool) DO UPDATE SET calls = usage_ledger.calls + EXCLUDED.calls, failed = usage_ledger.failed + EXCLUDED.failed
        """;

    private readonly ConcurrentDictionary<string, byte> expected = new(StringComparer.Ordinal);

    /// <summary>Takes note that the tenant has rows to chain.</summary>
    public void Expect(string tenant) => expected.TryAdd(tenant, 0);

    /// <summary>Chains all rows of the tenant that are committed.</summary>
    public async Task Chain(string tenant, CancellationToken cancellation)
    {
        while (await rows.Keep(connection => Lengthen(connection, tenant, cancellation), cancellation) == Part)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (started, stopping) = (false, false);
        while (!stopping)
        {
            try
            {
                if (!started) foreach (var tenant in await LeftOver(stoppingToken)) Expect(tenant);
                started = true;
                await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                stopping = true;
            }
            catch (ActorException away)
            {
                LogWaiting(away.Message);
                await Task.Delay(Pause, CancellationToken.None);
            }

            await ChainExpected();
        }
    }

    private async Task ChainExpected()
    {
        foreach (var tenant in expected.Keys)
        {
            expected.TryRemove(tenant, out _);
            try
            {
                await Chain(tenant, CancellationToken.None);
            }
            catch (ActorException away)
            {
                Expect(tenant);
                LogWaiting(away.Message);
                return;
            }
        }
    }

    private Task<List<string>> LeftOver(CancellationToken cancellation) => rows.Keep(async connection =>
    {
        var tenants = new List<string>();
        await using var command = connection.Sql("SELECT DISTINCT tenant FROM audit WHERE sequence IS NULL");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) tenants.Add(reader.GetString(0));
        return tenants;
    }, cancellation);

    private static async Task<int> Lengthen(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        await connection.Run("INSERT INTO audit_head (tenant) SELECT $1 WHERE EXISTS (SELECT FROM audit WHERE tenant = $1 AND sequence IS NULL) ON CONFLICT DO NOTHING", cancellation, tenant);
        if (await Head(connection, tenant, cancellation) is not var (last, hash)) return 0;
        var waiting = await Read(connection, tenant, cancellation);
        if (waiting.Count == 0) return 0;
        var placed = new List<AuditEntry>(waiting.Count);
        foreach (var entry in waiting)
        {
            var next = entry with { Sequence = last + placed.Count + 1 };
            hash = AuditChain.Hash(tenant, hash, next);
            placed.Add(next with { Hash = hash });
        }

        await connection.Run(Place, cancellation, tenant, placed.Select(e => e.Call).ToArray(), placed.Select(e => (short)e.Step).ToArray(),
            placed.Select(e => e.Sequence).ToArray(), placed.Select(e => e.Hash).ToArray());
        await connection.Run(Count, cancellation, tenant, last, placed[^1].Sequence);
        await connection.Run("UPDATE audit_head SET sequence = $2, hash = $3 WHERE tenant = $1", cancellation, tenant, placed[^1].Sequence, hash);
        return placed.Count;
    }

    private static async Task<(long Sequence, string Hash)?> Head(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        await using var command = connection.Sql("SELECT sequence, hash FROM audit_head WHERE tenant = $1 FOR UPDATE", tenant);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetString(1)) : null;
    }

    private static async Task<List<AuditEntry>> Read(NpgsqlConnection connection, string tenant, CancellationToken cancellation)
    {
        var entries = new List<AuditEntry>();
        await using var command = connection.Sql(Waiting, tenant, Part);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation)) entries.Add(AuditRow.Read(row));
        return entries;
    }

    [LoggerMessage(LogLevel.Warning, "Audit rows wait to be chained: {Reason}")]
    private partial void LogWaiting(string reason);
}
