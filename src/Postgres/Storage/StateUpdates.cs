using Actors.Contracts.Audit;
using Actors.Postgres.ReadModels;
using Npgsql;
using NpgsqlTypes;

namespace Actors.Postgres.Storage;

/// <summary>
/// Several states that wait at the same moment, replaced by one command: each as <see cref="StateWrite"/> does it by itself, with the
/// audit's row of its call, if its version is still the one that was read.
/// </summary>
internal static class StateUpdates
{
    private static readonly string Sql = $"""
        WITH state AS (
            UPDATE OrleansStorage AS s SET Version = s.Version + 1, ModifiedOn = w.stamp, PayloadBinary = w.payload
            FROM unnest($2::text[], $3::text[], $4::integer[], $5::timestamp[], $6::bytea[], $7::text[], $8::uuid[], $9::timestamptz[],
                $10::text[], $11::text[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[], $17::smallint[]) WITH ORDINALITY
                AS w (name, key, read, stamp, payload, tenant, call, at, person, client, address, tool, target, correlation, outcome, step, place)
            WHERE s.ServiceId = $1 AND s.GrainTypeString = w.name AND s.GrainIdExtensionString = w.key AND s.GrainIdN0 = 0 AND s.GrainIdN1 = 0
                AND s.Version = w.read
            RETURNING s.Version AS stored, w.*),
        audited AS (INSERT INTO audit ({AuditRow.Columns}) SELECT {AuditRow.Columns} FROM state WHERE call IS NOT NULL ON CONFLICT DO NOTHING)
        SELECT stored, (place - 1)::integer FROM state
        """;

    /// <summary>The command for these; a row it answers ends with the place of the statement that it is for.</summary>
    public static NpgsqlBatchCommand Merge(IReadOnlyList<Statement> statements)
    {
        StateWrite[] writes = [.. statements.Cast<StateWrite>()];
        return new(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = writes[0].Service },
                Column(NpgsqlDbType.Text, write => write.Key.StateName),
                Column(NpgsqlDbType.Text, write => write.Key.Key),
                Column(NpgsqlDbType.Integer, write => write.Expected!.Value),
                Column(NpgsqlDbType.Timestamp, write => write.Stamp),
                Column(NpgsqlDbType.Bytea, write => write.Content),
                Column(NpgsqlDbType.Text, write => write.Call?.Caller.Tenant),
                Column(NpgsqlDbType.Uuid, write => write.Call?.Id),
                Column(NpgsqlDbType.TimestampTz, write => write.Call?.At.UtcDateTime),
                Column(NpgsqlDbType.Text, write => write.Call?.Caller.User),
                Column(NpgsqlDbType.Text, write => write.Call?.Caller.Client),
                Column(NpgsqlDbType.Text, write => write.Call?.Caller.Address),
                Column(NpgsqlDbType.Text, write => write.Call?.Tool),
                Column(NpgsqlDbType.Text, write => write.Call?.Target),
                Column(NpgsqlDbType.Text, write => write.Call?.Caller.CorrelationId),
                Column(NpgsqlDbType.Text, write => write.Call is null ? null : AuditRow.Done),
                Column(NpgsqlDbType.Smallint, write => (short?)write.Call?.Step),
            },
        };

        NpgsqlParameter Column<T>(NpgsqlDbType type, Func<StateWrite, T> value) =>
            new() { Value = Array.ConvertAll(writes, write => value(write)), NpgsqlDbType = NpgsqlDbType.Array | type };
    }
}
