using Actors.Contracts.Audit;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres.ReadModels;

/// <summary>One call's row for the audit, as columns and parameters of an INSERT. Repeating it changes nothing.</summary>
internal static class AuditRow
{
    /// <summary>How a call ends that did not fail.</summary>
    public const string Done = "done";

    public const string Columns = "tenant, call, step, at, person, client, address, tool, target, correlation, outcome";

    /// <summary>What <see cref="Given"/> is called, in order, in one word each that no other column has.</summary>
    public const string Names = "call_tenant, call, at, person, client, address, tool, target, correlation, outcome, step";

    private static readonly string[] Types = ["text", "uuid", "timestamptz", "text", "text", "text", "text", "text", "text", "text", "smallint"];

    /// <summary>The columns of an entry that do not depend on its place; <see cref="Read"/> takes them between its number and its hash.</summary>
    public const string Content = "at, person, client, address, tool, target, outcome, correlation, call, step";

    /// <summary>How many parameters a row has.</summary>
    public const int Count = 11;

    /// <summary>Parts of a WITH that store rows which are not there yet, and have them wait for their places in the chain.</summary>
    public static string Insert(string rows, string name = "audited") => $"""
        {name} AS (INSERT INTO audit ({Columns}) {rows} ON CONFLICT DO NOTHING RETURNING tenant, call, step),
        {name}_waiting AS (INSERT INTO audit_waiting (tenant, call, step) SELECT tenant, call, step FROM {name})
        """;

    /// <summary>The rows that a part of a WITH has by the <see cref="Names"/>.</summary>
    public static string Named(string part) =>
        $"SELECT {Columns.Replace("tenant", "call_tenant", StringComparison.Ordinal)} FROM {part} WHERE call IS NOT NULL";

    /// <summary>The values of the columns, where the parameters begin at <c>$first</c>; the step is the call's own unless it is given.</summary>
    public static string Values(int first, string? step = null) =>
        $"${first}, ${first + 1}, {step ?? $"${first + 10}"}, {string.Join(", ", Enumerable.Range(first + 2, Count - 3).Select(number => $"${number}"))}";

    public static IEnumerable<NpgsqlParameter> Parameters(AuditedCall call, string outcome)
    {
        var caller = call.Caller;
        yield return Text(caller.Tenant);
        yield return new NpgsqlParameter<Guid> { TypedValue = call.Id };
        yield return new NpgsqlParameter<DateTime> { TypedValue = call.At.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
        yield return Text(caller.User);
        yield return Text(caller.Client);
        yield return Text(caller.Address);
        yield return Text(call.Tool);
        yield return Text(call.Target);
        yield return Text(caller.CorrelationId);
        yield return Text(outcome);
        yield return new NpgsqlParameter<short> { TypedValue = (short)call.Step };
    }

    /// <summary>The rows of several calls, a column each, for the arrays that <see cref="Given"/> names; nothing where there is no call.</summary>
    public static NpgsqlParameter[] Parameters(IReadOnlyList<AuditedCall?> calls) =>
    [
        calls.Column(NpgsqlDbType.Text, call => call?.Caller.Tenant),
        calls.Column(NpgsqlDbType.Uuid, call => call?.Id),
        calls.Column(NpgsqlDbType.TimestampTz, call => call?.At.UtcDateTime),
        calls.Column(NpgsqlDbType.Text, call => call?.Caller.User),
        calls.Column(NpgsqlDbType.Text, call => call?.Caller.Client),
        calls.Column(NpgsqlDbType.Text, call => call?.Caller.Address),
        calls.Column(NpgsqlDbType.Text, call => call?.Tool),
        calls.Column(NpgsqlDbType.Text, call => call?.Target),
        calls.Column(NpgsqlDbType.Text, call => call?.Caller.CorrelationId),
        calls.Column(NpgsqlDbType.Text, call => call is null ? null : Done),
        calls.Column(NpgsqlDbType.Smallint, call => (short?)call?.Step),
    ];

    /// <summary>The arrays of several rows, where the parameters begin at <c>$first</c>; unnested they are <see cref="Names"/>.</summary>
    public static string Given(int first) => string.Join(", ", Types.Select((type, place) => $"${first + place}::{type}[]"));

    public static AuditEntry Read(NpgsqlDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        At = new DateTimeOffset(row.GetDateTime(1), TimeSpan.Zero),
        User = row.IsDBNull(2) ? null : row.GetString(2),
        Client = row.GetString(3),
        Address = row.IsDBNull(4) ? null : row.GetString(4),
        Tool = row.GetString(5),
        Target = row.GetString(6),
        Outcome = row.GetString(7),
        CorrelationId = row.GetString(8),
        Call = row.GetGuid(9),
        Step = row.GetInt16(10),
        Hash = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(11)),
    };

    private static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
