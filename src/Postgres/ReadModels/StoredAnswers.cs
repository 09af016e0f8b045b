using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <inheritdoc cref="IStoredAnswers"/>
internal sealed class StoredAnswers(NpgsqlDataSource database, TenantRows rows) : IStoredAnswers, IAsyncDisposable
{
    private const string ClaimSql = """
        INSERT INTO idempotency_key AS k (tenant, owner, key, fingerprint, claim, claimed_at) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (tenant, owner, key) DO UPDATE SET fingerprint = $4, claim = $5, claimed_at = $6, answer = NULL WHERE k.claimed_at < $7 OR k.claim = $5
        RETURNING key
        """;

    private const string Mine = "tenant = $1 AND owner = $2 AND key = $3";

    private readonly StatementPipeline writes = new(database, width: 1);

    public async Task<StoredAnswer?> Claim(CallKey key, string fingerprint, DateTimeOffset now, CancellationToken cancellation)
    {
        var (id, at) = (Guid.CreateVersion7(), now.UtcDateTime);
        while (true)
        {
            var claim = new KeyStatement(ClaimSql, [key.Tenant, key.Owner, key.Key, fingerprint, id, at, at - IdempotencyKey.Lifetime]);
            await Run(claim);
            if (claim.Rows.Count > 0) return null;
            var first = new KeyStatement($"SELECT fingerprint, answer FROM idempotency_key WHERE {Mine}", [key.Tenant, key.Owner, key.Key]);
            await Run(first);
            if (first.Rows is [[{ } stored, var answer]]) return new StoredAnswer(stored, answer);
        }
    }

    public Task Keep(CallKey key, string answer) => Run(new($"UPDATE idempotency_key SET answer = $4 WHERE {Mine} RETURNING key", [key.Tenant, key.Owner, key.Key, answer]));

    public Task Release(CallKey key) => Run(new($"DELETE FROM idempotency_key WHERE {Mine} AND answer IS NULL RETURNING key", [key.Tenant, key.Owner, key.Key]));

    public Task<int> DropExpired(DateTimeOffset before, int limit, CancellationToken cancellation) => rows.Keep(connection => connection.Run(
        "DELETE FROM idempotency_key WHERE ctid = ANY (ARRAY(SELECT ctid FROM idempotency_key WHERE claimed_at < $1 LIMIT $2))",
        cancellation, before.UtcDateTime, limit), cancellation);

    public ValueTask DisposeAsync() => writes.DisposeAsync();

    private async Task Run(KeyStatement statement)
    {
        try
        {
            await writes.Run(statement);
        }
        catch (StorageUnavailableException)
        {
            throw new ActorException(ErrorCodes.UnknownOutcome,
                "The database was lost while the call with this idempotency key was under way. Repeat it with the same key: it will not run twice.");
        }
    }

    /// <summary>One statement on the keys, repeatable as it is; its rows are texts.</summary>
    private sealed class KeyStatement(string sql, object[] parameters) : Statement
    {
        public List<string?[]> Rows { get; } = [];

        public override bool Writes => true;

        public override IEnumerable<NpgsqlBatchCommand> Commands()
        {
            Rows.Clear();
            yield return TenantRows.Command(sql, parameters);
        }

        public override void Read(NpgsqlDataReader row) =>
            Rows.Add([.. Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) ? null : row.GetString(i))]);
    }
}
