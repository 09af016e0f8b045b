namespace Actors.Postgres.Ownership;

/// <summary>Another process runs on this database. The message names it and the remedy.</summary>
public sealed class DatabaseOwnedException(string message) : Exception(message);
