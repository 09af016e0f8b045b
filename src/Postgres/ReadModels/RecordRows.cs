using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Postgres.ReadModels;

/// <summary>How lines of JSON become rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">Its columns beside the tenant, with the types that lines have them in.</param>
/// <param name="Text">A column of bytes, which a line has as text.</param>
internal sealed record RecordRows(string Table, string[] Columns, string Text = "")
{
    public static RecordRows Of(RecordTable table) => table switch
    {
        RecordTable.Usage => new("usage_ledger", ["day date", "person text", "tool text", "calls bigint", "failed bigint"]),
        RecordTable.Tasks => new("agent_task",
            ["owner text", "id text", "agent text", "context text", "state text", "status_at timestamptz", "created_at timestamptz", "generation bigint", "place bigint"]),
        RecordTable.TaskEvents => new("event_log", ["stream text", "sequence bigint", "at timestamptz", "payload text"], Text: "payload"),
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    /// <summary>Stores the lines $2 as rows of tenant $1.</summary>
    public string Insert()
    {
        var names = Columns.Select(column => column[..column.IndexOf(' ', StringComparison.Ordinal)]).ToArray();
        return $"""
            INSERT INTO {Table} (tenant, {string.Join(", ", names)})
            SELECT $1, {string.Join(", ", names.Select(name => name == Text ? $"convert_to({name}, 'UTF8')" : name))}
            FROM unnest($2::text[]) AS line, json_to_record(line::json) AS given ({string.Join(", ", Columns)})
            ON CONFLICT DO NOTHING
            """;
    }
}
