using Npgsql;

namespace Actors.Postgres.Storage;

internal static class Refusals
{
    extension(PostgresException e)
    {
        /// <summary>Whether the server answered with an error of the statement: all of its transaction is rolled back for certain.</summary>
        public bool IsRefusal => e.InvariantSeverity is "ERROR";
    }
}
