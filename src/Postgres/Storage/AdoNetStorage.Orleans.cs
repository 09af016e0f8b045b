using System.Data.Common;
using System.Net.Sockets;
using Npgsql;

namespace Actors.Postgres.Storage;

/// <summary>
/// The storage provider that comes with Orleans, on the rows and with the bytes of <see cref="PostgresGrainStorage"/>: either reads
/// what the other wrote. It lets Npgsql's errors through; here they become those of our own storage.
/// </summary>
public sealed class AdoNetStorage(IGrainStorage provider) : IGrainStorage
{
    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Explained(provider.ReadStateAsync(stateName, grainId, grainState), writes: false);

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Explained(provider.WriteStateAsync(stateName, grainId, grainState), writes: true);

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Explained(provider.ClearStateAsync(stateName, grainId, grainState), writes: true);

    private static async Task Explained(Task operation, bool writes)
    {
        try
        {
            await operation;
        }
        catch (DbException e)
        {
            throw StorageUnavailableException.Of(e, outcomeUnknown: writes && !IsCertain(e));
        }
    }

    /// <summary>Whether nothing was written for sure: the server refused the statement or the connection, or was not there.</summary>
    private static bool IsCertain(DbException e) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.CannotConnectNow } => true,
        PostgresException refusal => refusal.IsRefusal,
        _ => e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused },
    };
}
