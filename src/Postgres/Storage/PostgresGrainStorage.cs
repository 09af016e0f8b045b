using System.Globalization;
using Actors.Contracts.Audit;
using Actors.Postgres.ReadModels;
using Npgsql;

namespace Actors.Postgres.Storage;

/// <summary>
/// Grain states in the Orleans storage table: the rows and the semantics of the Orleans ADO.NET provider, so either can take over
/// the other's database, with the writes of different grains committed together. An ETag is the row's version. A cleared state
/// keeps its row and version. What is stored in the course of an audited call takes the call's row for the audit along. Serves both
/// runtimes.
/// </summary>
public sealed class PostgresGrainStorage(NpgsqlDataSource database, GrainStateJson json, PostgresStorageOptions options, CallsUnderWay? calls = null)
    : IGrainStorage, IAsyncDisposable
{
    private readonly StatementPipeline reads = new(database, width: 2);
    private readonly StatementPipeline writes = new(database, width: 2);

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new StateKey(stateName, grainId);
        var read = new StateRead(options.ServiceId, key);
        await reads.Run(read);

        grainState.State = (read.Payload is null ? default : json.Deserialize<T>(read.Payload, key.ToString())) ?? Activator.CreateInstance<T>();
        grainState.ETag = read.Version?.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = read.Payload is not null;
    }

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = await Write(new StateKey(stateName, grainId), grainState.ETag, json.Serialize(grainState.State));
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (string.IsNullOrEmpty(grainState.ETag))
        {
            await ReadStateAsync(stateName, grainId, grainState);
            if (!grainState.RecordExists)
                return;
        }

        grainState.ETag = await Write(new StateKey(stateName, grainId), grainState.ETag, payload: null);
        grainState.RecordExists = false;
        grainState.State = Activator.CreateInstance<T>();
    }

    /// <summary>Finishes what is on its way.</summary>
    public async ValueTask DisposeAsync()
    {
        await writes.DisposeAsync();
        await reads.DisposeAsync();
    }

    private async Task<string> Write(StateKey key, string? etag, byte[]? payload)
    {
        var expected = string.IsNullOrEmpty(etag) ? default(int?) : int.Parse(etag, CultureInfo.InvariantCulture);
        var call = AuditedCall.Current;
        var write = new StateWrite(options.ServiceId, key, expected, payload, call);
        await writes.Run(write);
        if (call is not null && write.NewVersion is not null) calls?.Stored(call);
        return write.NewVersion?.ToString(CultureInfo.InvariantCulture)
            ?? throw new InconsistentStateException($"Another writer changed {key} first: version {etag ?? "none"} is no longer stored.", null, etag);
    }
}
