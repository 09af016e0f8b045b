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
            FROM unnest($2::text[], $3::text[], $4::integer[], $5::timestamp[], $6::bytea[], {AuditRow.Given(7)}) WITH ORDINALITY
                AS w (name, key, read, stamp, payload, {AuditRow.Names}, place)
            WHERE s.ServiceId = $1 AND s.GrainTypeString = w.name AND s.GrainIdExtensionString = w.key AND s.GrainIdN0 = 0 AND s.GrainIdN1 = 0
                AND s.Version = w.read
            RETURNING s.Version AS stored, w.*),
        {AuditRow.Insert(AuditRow.Named("state"))}
        SELECT stored, (place - 1)::integer FROM state
        """;

    /// <summary>The command for these; a row it answers ends with the place of the statement that it is for.</summary>
    public static NpgsqlBatchCommand Merge(IReadOnlyList<Statement> statements)
    {
        StateWrite[] writes = [.. statements.Cast<StateWrite>()];
        var command = new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = writes[0].Service },
                writes.Column(NpgsqlDbType.Text, write => write.Key.StateName),
                writes.Column(NpgsqlDbType.Text, write => write.Key.Key),
                writes.Column(NpgsqlDbType.Integer, write => write.Expected!.Value),
                writes.Column(NpgsqlDbType.Timestamp, write => write.Stamp),
                writes.Column(NpgsqlDbType.Bytea, write => write.Content),
            },
        };
        command.Parameters.AddRange(AuditRow.Parameters(writes.Column(write => write.Call)));
        return command;
    }
}
