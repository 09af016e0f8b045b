using System.Collections.Concurrent;

namespace Actors.Embedded.Tests.Support;

/// <summary>A storage with ETags that outlives the host of a test.</summary>
internal sealed class MemoryStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), (object? State, string ETag)> records = new();
    private int version;

    /// <summary>How many writes there were.</summary>
    public int Writes { get; private set; }

    /// <summary>Waits before each write, if set.</summary>
    public Func<Task>? BeforeWrite { get; set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = records.TryGetValue((stateName, grainId), out var record);
        grainState.ETag = record.ETag;
        if (grainState.RecordExists) grainState.State = (T?)record.State;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var state = grainState.State;
        if (BeforeWrite is { } wait) await wait();
        Check(stateName, grainId, grainState.ETag);
        grainState.ETag = $"{Interlocked.Increment(ref version)}";
        grainState.RecordExists = true;
        records[(stateName, grainId)] = (state, grainState.ETag);
        Writes++;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Check(stateName, grainId, grainState.ETag);
        records.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }

    private void Check(string stateName, GrainId grainId, string? etag)
    {
        var stored = records.GetValueOrDefault((stateName, grainId)).ETag;
        if (stored != etag) throw new InconsistentStateException("The record was changed by another.", stored, etag);
    }
}
