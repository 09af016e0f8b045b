using Actors.Contracts;
using Actors.Grains.A2A.Push;
using Actors.Postgres.ReadModels;

namespace Actors.Postgres.Tasks;

/// <inheritdoc cref="IPushQueue"/>
internal sealed class PushQueue(TenantRows rows) : IPushQueue
{
    public Task<IReadOnlyList<string>> Due(DateTimeOffset by, string after, int limit, CancellationToken cancellation) => rows.Keep<IReadOnlyList<string>>(async connection =>
    {
        var last = after.Length == 0 ? new TaskKey("", "", "") : TaskKey.Of(after);
        await using var command = connection.Sql(
            "SELECT tenant, owner, id FROM agent_task WHERE push_due <= $1 AND (tenant, owner, id) > ($2, $3, $4) ORDER BY tenant, owner, id LIMIT $5",
            by, last.Tenant, last.Owner, last.Id, limit);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.All(row => GrainKeys.OwnedBy(row.GetString(0), row.GetString(1), row.GetString(2)), cancellation);
    }, cancellation);

    /// <remarks>An append that comes in between waits for the row or is waited for; its generation decides.</remarks>
    public Task<bool> Settle(string key, long told, DateTimeOffset? due, bool gaveUp, CancellationToken cancellation) => rows.Keep(async connection =>
    {
        var task = TaskKey.Of(key);
        await using var command = connection.Sql("""
            UPDATE agent_task SET push_due = CASE WHEN generation <= $4 THEN $5 ELSE push_due END, push_gave_up = $6
            WHERE (tenant, owner, id) = ($1, $2, $3) RETURNING generation <= $4
            """, task.Tenant, task.Owner, task.Id, told, due, gaveUp);
        return await command.ExecuteScalarAsync(cancellation) is not false;
    }, cancellation);

    public Task<IReadOnlyList<string>> GivenUp(string tenant, string owner, int limit, CancellationToken cancellation) => rows.Read(tenant,
        "SELECT id FROM agent_task WHERE tenant = $1 AND owner = $2 AND push_gave_up ORDER BY id LIMIT $3", row => GrainKeys.OwnedBy(tenant, owner, row.GetString(0)), cancellation, tenant, owner, limit);
}
