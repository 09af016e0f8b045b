using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Postgres;

internal static class FirstConnection
{
    /// <summary>A connection at start, where a failure is most likely one of configuration, and said so.</summary>
    /// <exception cref="StorageUnavailableException">There is none to be had.</exception>
    public static async Task<NpgsqlConnection> Connect(this NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            return await database.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException e)
        {
            throw new StorageUnavailableException(
                $"Cannot connect to the database that DATABASE_URL names: {e.Message}. Check that Postgres runs, and its address, database, user and password.",
                outcomeUnknown: false,
                e);
        }
    }
}
