using Actors.Contracts.Audit;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres.ReadModels;

/// <summary>
/// Writes the row of a call that has ended, unless a state took it along. One that failed after that gets a second row,
/// which tells so.
/// </summary>
internal sealed class AuditWrite(AuditedCall call, string outcome) : Statement
{
    private static readonly string Once = $"WITH {AuditRow.Insert($"VALUES ({AuditRow.Values(1)})")} SELECT";

    private static readonly string Twice = $"""
        WITH {AuditRow.Insert($"VALUES ({AuditRow.Values(1)})")},
        {AuditRow.Insert($"""
            SELECT {AuditRow.Values(1, "1")}
            WHERE NOT EXISTS (SELECT FROM audited) AND NOT EXISTS (SELECT FROM audit WHERE tenant = $1 AND call = $2 AND outcome = $10)
            """, "failed")}
        SELECT
        """;

    public override bool Writes => true;

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        var once = outcome == AuditRow.Done || call.Step == AuditedCall.NoCall;
        var command = new NpgsqlBatchCommand(once ? Once : Twice);
        foreach (var parameter in AuditRow.Parameters(call, outcome)) command.Parameters.Add(parameter);
        yield return command;
    }

    public override void Read(NpgsqlDataReader row)
    {
    }
}
