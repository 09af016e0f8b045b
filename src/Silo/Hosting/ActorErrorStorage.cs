using System.Data.Common;
using System.Net.Sockets;
using Actors.Contracts;
using Actors.Postgres.Storage;
using Npgsql;

namespace Actors.Silo.Hosting;

/// <summary>Tells callers in the product's own words when Postgres is away, and whether what they asked for may have happened.</summary>
internal sealed class ActorErrorStorage(IGrainStorage storage) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.ReadStateAsync(stateName, grainId, grainState), writes: false);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.WriteStateAsync(stateName, grainId, grainState), writes: true);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.ClearStateAsync(stateName, grainId, grainState), writes: true);

    private static async Task Worded(Task operation, bool writes)
    {
        try
        {
            await operation;
        }
        catch (Exception away) when (away is StorageUnavailableException or DbException)
        {
            throw writes && MayBeStored(away)
                ? new ActorException(ErrorCodes.UnknownOutcome,
                    "The database was lost while it was saving, so the change may or may not have been made. Look before you repeat it.")
                : new ActorException(ErrorCodes.Unavailable,
                    "The database cannot be reached; nothing was changed. Try again in a few seconds.");
        }
    }

    /// <summary>Our storage knows. Of what the stock provider lets through, a server's refusal or a refused connection is certain.</summary>
    private static bool MayBeStored(Exception away) => away switch
    {
        StorageUnavailableException known => known.OutcomeUnknown,
        PostgresException { InvariantSeverity: "ERROR" } => false,
        { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } => false,
        _ => true,
    };
}
