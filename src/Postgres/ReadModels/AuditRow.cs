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

    /// <summary>The columns of an entry, as <see cref="Read"/> takes them.</summary>
    public const string Entry = "coalesce(sequence, 0), at, person, client, address, tool, target, outcome, correlation, call, step, coalesce(hash, '')";

    /// <summary>How many parameters <see cref="Parameters"/> gives.</summary>
    public const int Count = 11;

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
        Hash = row.GetString(11),
    };

    private static NpgsqlParameter Text(string? value) => new() { Value = value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };
}
