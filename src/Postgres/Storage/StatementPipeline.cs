using System.Data.Common;
using System.Threading.Channels;
using Actors.Postgres.ReadModels;
using Npgsql;

namespace Actors.Postgres.Storage;

/// <summary>
/// Sends statements of different grains together: one round trip and one commit for all that wait, at once when nothing does.
/// Each is told its own outcome, and only after the commit. A connection lost on the way is no outcome: what was in flight is
/// tried again for <see cref="Patience"/> (statements are safe to repeat), then fails as in doubt.
/// </summary>
internal sealed class StatementPipeline : IAsyncDisposable
{
    /// <summary>How long a statement rides out an outage; what a call waits at most is this and one attempt's time-out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int Capacity = 1024, MaxBatch = 128, MaxBatchBytes = 1 << 20;

    private readonly Channel<Statement> queue = Channel.CreateBounded<Statement>(Capacity);
    private readonly NpgsqlDataSource database;
    private readonly Task workers;
    private volatile Exception? outage;

    public StatementPipeline(NpgsqlDataSource database, int width)
    {
        this.database = database;
        workers = Task.WhenAll(Enumerable.Range(0, width).Select(_ => Task.Run(Work)));
    }

    /// <summary>Completes when the statement is committed.</summary>
    /// <exception cref="StorageUnavailableException">It failed, or its outcome is unknown.</exception>
    public async Task Run(Statement statement)
    {
        await queue.Writer.WriteAsync(statement);
        await statement.Done;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await workers;
    }

    private async Task Work()
    {
        var batch = new List<Statement>(MaxBatch);
        while (await queue.Reader.WaitToReadAsync())
        {
            for (var bytes = 0; batch.Count < MaxBatch && bytes < MaxBatchBytes && queue.Reader.TryRead(out var next); bytes += next.Size)
                batch.Add(next);
            await Settle(batch);
            batch.Clear();
        }
    }

    private async Task Settle(List<Statement> batch)
    {
        while (true)
        {
            if (outage is { } down)
                Release(batch, down);
            if (batch.Count == 0)
                return;
            try
            {
                await Attempt(batch);
                outage = null;
                batch.ForEach(statement => statement.Complete());
                return;
            }
            catch (PostgresException e) when (e.IsRefusal && batch.Count > 1)
            {
                foreach (var statement in batch)
                    await Settle([statement]);
                return;
            }
            catch (PostgresException e) when (e.IsRefusal && !e.IsTransient)
            {
                batch[0].Fail(StorageUnavailableException.Of(e, batch[0].InDoubt));
                return;
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException)
            {
                outage = e;
                Release(batch, e);
            }
            catch (Exception e)
            {
                batch.ForEach(statement => statement.Fail(e));
                return;
            }

            await Task.Delay(Pause);
        }
    }

    private async Task Attempt(List<Statement> batch)
    {
        await using var connection = await database.OpenConnectionAsync();
        try
        {
            await Execute(connection, batch);
        }
        catch (Exception e) when (e is not PostgresException refusal || !refusal.IsRefusal)
        {
            batch.ForEach(statement => statement.LoseAnswer());
            throw;
        }
    }

    private static async Task Execute(NpgsqlConnection connection, List<Statement> statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        var owners = new List<IReadOnlyList<Statement>>(statements.Count);
        statements.ForEach(statement => statement.Begin());
        if (statements.Exists(statement => statement.SeesTenants))
        {
            batch.BatchCommands.Add(TenantRows.AsEveryone());
            owners.Add([]);
        }

        foreach (var together in statements.GroupBy(statement => (object?)statement.Merge ?? statement))
        {
            Statement[] group = [.. together];
            foreach (var command in group.Length > 1 ? [group[0].Merge!(group)] : group[0].Commands())
            {
                batch.BatchCommands.Add(command);
                owners.Add(group);
            }
        }

        await using var reader = await batch.ExecuteReaderAsync();
        var at = 0;
        do
        {
            while (await reader.ReadAsync())
                if (owners[at].Count > 0) owners[at][owners[at].Count > 1 ? reader.GetInt32(reader.FieldCount - 1) : 0].Read(reader);
            at++;
        }
        while (await reader.NextResultAsync());
    }

    /// <summary>Fails those that have waited long enough, and leaves the others in the batch.</summary>
    private static void Release(List<Statement> batch, Exception error)
    {
        foreach (var statement in batch.Where(statement => statement.Age >= Patience))
            statement.Fail(StorageUnavailableException.Of(error, statement.InDoubt));
        batch.RemoveAll(statement => statement.Done.IsCompleted);
    }
}
