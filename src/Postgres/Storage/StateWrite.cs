using Actors.Contracts.Audit;
using Actors.Postgres.ReadModels;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres.Storage;

/// <summary>
/// Writes one state if its version is still the one that was read, or inserts it if none was. <see cref="NewVersion"/> stays null
/// when another writer was first. A payload of null clears the state and keeps the row. In an audited call, the call's row for the
/// audit is stored by the same statement, if the state is.
/// </summary>
internal sealed class StateWrite(string service, StateKey key, int? expected, byte[]? payload, AuditedCall? call = null) : Statement
{
    private const string Row = "ServiceId = $1 AND GrainTypeString = $2 AND GrainIdExtensionString = $3 AND GrainIdN0 = 0 AND GrainIdN1 = 0";

    private const string Update =
        $"UPDATE OrleansStorage SET Version = Version + 1, ModifiedOn = $4, PayloadBinary = $6 WHERE {Row} AND Version = $5 RETURNING Version";

    private const string Insert = """
        INSERT INTO OrleansStorage (ServiceId, GrainTypeString, GrainIdExtensionString, ModifiedOn, PayloadBinary,
            GrainTypeHash, GrainIdHash, GrainIdN0, GrainIdN1, Version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0, 1)
        ON CONFLICT DO NOTHING
        RETURNING Version
        """;

    private static readonly string AuditedUpdate = Audited(Update, 7);

    private static readonly string AuditedInsert = Audited(Insert, 8);

    private const string Verify = $"SELECT Version FROM OrleansStorage WHERE {Row} AND ModifiedOn = $4 AND Version = $5";

    // To the microsecond, the time also tells this write from any other of the same row, should its acknowledgement be lost.
    public DateTime Stamp { get; } = Microseconds(DateTime.UtcNow);

    public string Service => service;

    public StateKey Key => key;

    public int? Expected => expected;

    public byte[]? Content => payload;

    public AuditedCall? Call => call;

    public int? NewVersion { get; private set; }

    public override bool Writes => true;

    public override bool SeesTenants => call is not null;

    public override int Size => payload?.Length ?? 0;

    /// <summary>An update whose outcome is in doubt asks for it, by itself.</summary>
    public override Func<IReadOnlyList<Statement>, NpgsqlBatchCommand>? Merge => expected is null || InDoubt ? null : StateUpdates.Merge;

    public override void Begin() => NewVersion = null;

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        yield return expected is { } version
            ? Changing(call is null ? Update : AuditedUpdate, new NpgsqlParameter<int> { TypedValue = version }, Payload())
            : Changing(call is null ? Insert : AuditedInsert, Payload(), new NpgsqlParameter<int> { TypedValue = key.NameHash }, new NpgsqlParameter<int> { TypedValue = key.KeyHash });
        if (InDoubt)
            yield return Command(Verify, new NpgsqlParameter<int> { TypedValue = (expected ?? 0) + 1 });
    }

    public override void Read(NpgsqlDataReader row) => NewVersion = row.GetInt32(0);

    private static string Audited(string sql, int first) => $"""
        WITH state AS ({sql}),
        {AuditRow.Insert($"SELECT {AuditRow.Values(first)} FROM state")}
        SELECT Version FROM state
        """;

    private NpgsqlBatchCommand Changing(string sql, params ReadOnlySpan<NpgsqlParameter> rest)
    {
        var command = Command(sql, rest);
        if (call is null) return command;
        foreach (var parameter in AuditRow.Parameters(call, AuditRow.Done))
            command.Parameters.Add(parameter);
        return command;
    }

    private NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> rest)
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = service },
                new NpgsqlParameter<string> { TypedValue = key.StateName },
                new NpgsqlParameter<string> { TypedValue = key.Key },
                new NpgsqlParameter<DateTime> { TypedValue = Stamp, NpgsqlDbType = NpgsqlDbType.Timestamp },
            },
        };
        foreach (var parameter in rest)
            command.Parameters.Add(parameter);
        return command;
    }

    private NpgsqlParameter Payload() => new() { Value = payload ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    private static DateTime Microseconds(DateTime time) =>
        new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
}
