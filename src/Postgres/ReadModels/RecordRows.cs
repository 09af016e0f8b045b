using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Postgres.ReadModels;

/// <summary>How the rows of a table become lines of JSON and rows again.</summary>
/// <param name="Table">The table.</param>
/// <param name="Key">The columns that tell a tenant's rows apart, with their types.</param>
/// <param name="Rest">All others, with their types.</param>
/// <param name="Text">A column of JSON in bytes, which a line has as text.</param>
internal sealed record RecordRows(string Table, string[] Key, string[] Rest, string Text = "")
{
    private const int Most = 500, MostBytes = 1024 * 1024;

    public static RecordRows Of(RecordTable table) => table switch
    {
        RecordTable.Usage => new("usage_ledger", ["day date", "person text", "tool text"], ["calls bigint", "failed bigint"]),
        RecordTable.Tasks => new("agent_task", ["owner text", "id text"],
            ["agent text", "context text", "state text", "status_at timestamptz", "created_at timestamptz", "generation bigint", "place bigint"]),
        RecordTable.TaskEvents => new("event_log", ["stream text", "sequence bigint"], ["at timestamptz", "payload text"], Text: "payload"),
        _ => throw new ArgumentOutOfRangeException(nameof(table)),
    };

    /// <summary>The rows of tenant $1, a bounded part of them; behind the row that $2 is as JSON.</summary>
    public string Select(bool behind) => $"""
        SELECT line FROM (SELECT {Names(Key)}, line, sum(length(line)) OVER (ORDER BY {Names(Key)}) - length(line) AS before FROM (
            SELECT {Names(Key)}, row_to_json(t)::text AS line FROM (
                SELECT {string.Join(", ", Key.Concat(Rest).Select(Name).Select(name => name == Text ? $"convert_from({name}, 'UTF8') AS {name}" : name))} FROM {Table}
                WHERE tenant = $1{(behind ? $" AND ({Names(Key)}) > (SELECT {Names(Key)} FROM json_to_record($2::json) AS last ({string.Join(", ", Key)}))" : "")}
                ORDER BY {Names(Key)} LIMIT {Most}) AS t) AS lines) AS parts
        WHERE before < {MostBytes} ORDER BY {Names(Key)}
        """;

    /// <summary>Stores the lines $2 as rows of tenant $1.</summary>
    public string Insert() => $"""
        INSERT INTO {Table} (tenant, {Names(Key.Concat(Rest))})
        SELECT $1, {string.Join(", ", Key.Concat(Rest).Select(Name).Select(name => name == Text ? $"convert_to({name}, 'UTF8')" : name))}
        FROM unnest($2::text[]) AS line, json_to_record(line::json) AS given ({string.Join(", ", Key.Concat(Rest))})
        ON CONFLICT DO NOTHING
        """;

    private static string Names(IEnumerable<string> columns) => string.Join(", ", columns.Select(Name));

    private static string Name(string column) => column[..column.IndexOf(' ', StringComparison.Ordinal)];
}
