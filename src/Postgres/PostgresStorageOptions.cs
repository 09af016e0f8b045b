namespace Actors.Postgres;

/// <summary>Whose rows are whose in the Orleans tables.</summary>
/// <param name="ServiceId">Equal to Orleans' <c>ClusterOptions.ServiceId</c>; it never changes in the life of a database.</param>
public sealed record PostgresStorageOptions(string ServiceId = "actors");
