using Actors.Postgres.ReadModels;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.Events;

/// <summary>One statement on the event log, repeatable as it is. A row is a number, and where it is an event its time and payload.</summary>
internal sealed class LogStatement(string sql, object[] parameters, int size = 0) : Statement
{
    public List<(long Number, DateTimeOffset At, byte[]? Payload)> Rows { get; } = [];

    public override bool Writes => !sql.StartsWith("SELECT", StringComparison.Ordinal);

    public override int Size => size;

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        Rows.Clear();
        yield return TenantRows.Command(sql, parameters);
    }

    public override void Read(NpgsqlDataReader row) =>
        Rows.Add(row.FieldCount == 1 ? (row.GetInt64(0), default, null) : (row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<byte[]>(2)));
}
