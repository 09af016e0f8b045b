using System.Collections.Concurrent;
using Actors.Contracts;
using Actors.Contracts.Usage;
using Actors.Grains.Infrastructure.ReadModels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="IUsageLedger"/>
/// <remarks>
/// Reads are counted here and written together once a second, so <c>kill -9</c> loses the counts of the last second's reads. With
/// <c>Actors:Usage:AnswersWaitForCounts</c> each answer waits until its count is committed, many in one commit, and none is lost.
/// </remarks>
internal sealed partial class UsageLedger(TenantRows rows, AuditChaining chaining, TimeProvider time, IConfiguration configuration, ILogger<UsageLedger> logger)
    : BackgroundService, IUsageLedger
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private const string Claim = """
        INSERT INTO usage_writer AS w (process, number) VALUES ($1, $2)
        ON CONFLICT (process) DO UPDATE SET number = $2, written_at = now() WHERE w.number < $2
        """;

    private const string Add = """
        INSERT INTO usage_ledger (tenant, day, person, tool, calls, failed)
        SELECT tenant, day, person, tool, calls, 0 FROM unnest($1::text[], $2::date[], $3::text[], $4::text[], $5::bigint[]) AS counted (tenant, day, person, tool, calls)
        ORDER BY 1, 2, 3, 4
        ON CONFLICT (tenant, day, person, tool) DO UPDATE SET calls = usage_ledger.calls + EXCLUDED.calls
        """;

    private const string ReadSql = "SELECT day, person, tool, calls, failed FROM usage_ledger WHERE tenant = $1 AND day BETWEEN $2 AND $3 ORDER BY day, person, tool";

    private readonly Guid process = Guid.NewGuid();
    private readonly bool answersWait = configuration.GetValue<bool>("Actors:Usage:AnswersWaitForCounts");
    private readonly ConcurrentDictionary<Line, Counter> counts = new();
    private readonly SemaphoreSlim writing = new(1), wanted = new(0);
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (List<(Line Line, long Calls)> Counts, TaskCompletionSource Told)? unwritten;
    private long number;

    public Task Count(Caller caller, string tool)
    {
        var line = new Line(caller.Tenant, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), caller.User ?? caller.Client, tool);
        (counts.TryGetValue(line, out var counter) ? counter : counts.GetOrAdd(line, new Counter())).Increment();
        if (!answersWait) return Task.CompletedTask;
        var written = Volatile.Read(ref next).Task;
        if (wanted.CurrentCount == 0) wanted.Release();
        return written;
    }

    public async Task<IReadOnlyList<ToolUsage>> Read(string tenant, DateOnly from, DateOnly to, CancellationToken cancellation)
    {
        await chaining.Chain(cancellation);
        await Write();
        return await rows.Read(tenant, ReadSql, row => new ToolUsage
        {
            Day = row.GetFieldValue<DateOnly>(0), User = row.GetString(1), Tool = row.GetString(2), Calls = row.GetInt64(3), Failed = row.GetInt64(4),
        }, cancellation, tenant, from, to);
    }

    public Task<int> ForgetWriters(DateTimeOffset since, CancellationToken cancellation) =>
        rows.Keep(connection => connection.Run("DELETE FROM usage_writer WHERE written_at < $1", cancellation, since.UtcDateTime), cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (answersWait) await wanted.WaitAsync(Pause, stoppingToken);
                else await Task.Delay(Pause, time, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                LogLast(counts.Count);
            }

            try
            {
                await Write();
                told = false;
            }
            catch (ActorException away)
            {
                if (!told) LogWaiting(away.Message);
                told = true;
                if (!stoppingToken.IsCancellationRequested) await Task.Delay(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    /// <summary>Writes all that was counted before this was called. What fails is tried again, under the same number.</summary>
    private async Task Write()
    {
        await writing.WaitAsync();
        try
        {
            if (unwritten is not null) await WriteDrained();
            var told = Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously));
            unwritten = (Drain(), told);
            number++;
            await WriteDrained();
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task WriteDrained()
    {
        var (drained, told) = unwritten!.Value;
        if (drained.Count > 0) await rows.Keep(connection => Write(connection, drained), CancellationToken.None);
        unwritten = null;
        told.SetResult();
    }

    private async Task<int> Write(NpgsqlConnection connection, List<(Line Line, long Calls)> counted) =>
        await connection.Run(Claim, CancellationToken.None, process, number) == 0
            ? 0 // written by an attempt whose answer was lost
            : await connection.Run(Add, CancellationToken.None, counted.Column(c => c.Line.Tenant), counted.Column(c => c.Line.Day),
                counted.Column(c => c.Line.Person), counted.Column(c => c.Line.Tool), counted.Column(c => c.Calls));

    private List<(Line, long)> Drain()
    {
        var drained = new List<(Line, long)>();
        var yesterday = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(-1);
        foreach (var (line, counter) in counts)
        {
            if (counter.Take() is > 0 and var calls) drained.Add((line, calls));
            else if (line.Day < yesterday) counts.TryRemove(line, out _);
        }

        return drained;
    }

    private readonly record struct Line(string Tenant, DateOnly Day, string Person, string Tool);

    private sealed class Counter
    {
        private long calls;

        public void Increment() => Interlocked.Increment(ref calls);

        public long Take() => Interlocked.Exchange(ref calls, 0);
    }

    [LoggerMessage(LogLevel.Warning, "Counts wait to be written: {Reason}")]
    private partial void LogWaiting(string reason);

    [LoggerMessage(LogLevel.Debug, "Writing the last counts, {Lines} lines")]
    private partial void LogLast(int lines);
}
