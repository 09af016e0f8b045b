using Actors.Contracts;
using Actors.Postgres;
using Actors.Postgres.Storage;

namespace Actors.Silo.Hosting;

/// <summary>Tells callers in the product's own words when Postgres is away, and whether what they asked for may have happened.</summary>
internal sealed class ActorErrorStorage(IGrainStorage storage) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Worded(storage.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Worded(Task operation)
    {
        try
        {
            await operation;
        }
        catch (StorageUnavailableException away) when (away.OutcomeUnknown)
        {
            throw new ActorException(ErrorCodes.UnknownOutcome,
                "The database was lost while it was saving, so the change may or may not have been made. Look before you repeat it.");
        }
        catch (StorageUnavailableException)
        {
            throw new ActorException(ErrorCodes.Unavailable, "The database cannot be reached; nothing was changed. Try again in a few seconds.");
        }
    }
}
