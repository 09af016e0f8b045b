namespace Actors.Postgres.Migrations;

/// <summary>The database's schema and this program do not fit. The message names the file and what to do; nothing was changed.</summary>
public sealed class MigrationException(string message, Exception? inner = null) : Exception(message, inner);
