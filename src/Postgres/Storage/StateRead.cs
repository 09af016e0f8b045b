using Npgsql;

namespace Actors.Postgres.Storage;

/// <summary>Reads one state. <see cref="Version"/> stays null when there is no row, <see cref="Payload"/> when it was cleared.</summary>
internal sealed class StateRead(string service, StateKey key) : Statement
{
    private const string Sql = """
        SELECT PayloadBinary, Version FROM OrleansStorage
        WHERE ServiceId = $1 AND GrainTypeString = $2 AND GrainIdExtensionString = $3 AND GrainIdN0 = 0 AND GrainIdN1 = 0
        """;

    public byte[]? Payload { get; private set; }

    public int? Version { get; private set; }

    public override bool Writes => false;

    public override bool SeesTenants => false;

    public override IEnumerable<NpgsqlBatchCommand> Commands()
    {
        (Payload, Version) = (null, null);
        yield return new NpgsqlBatchCommand(Sql)
        {
            Parameters =
            {
                new NpgsqlParameter<string> { TypedValue = service },
                new NpgsqlParameter<string> { TypedValue = key.StateName },
                new NpgsqlParameter<string> { TypedValue = key.Key },
            },
        };
    }

    public override void Read(NpgsqlDataReader row) =>
        (Payload, Version) = (row.IsDBNull(0) ? null : row.GetFieldValue<byte[]>(0), row.GetInt32(1));
}
