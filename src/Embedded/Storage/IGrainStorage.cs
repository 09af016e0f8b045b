namespace Actors.Embedded;

/// <summary>
/// Where grain states are kept. Resolved as a keyed service by the storage name of the
/// <see cref="PersistentStateAttribute"/>, which is <c>Default</c> where none is given.
/// </summary>
public interface IGrainStorage
{
    /// <summary>Reads a record into <paramref name="grainState"/>, with its ETag and whether it exists.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a record if its ETag is still the one of <paramref name="grainState"/>, and sets the new one there.</summary>
    /// <exception cref="InconsistentStateException">The ETag is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Deletes a record if its ETag is still the one of <paramref name="grainState"/>.</summary>
    /// <exception cref="InconsistentStateException">The ETag is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string, GrainId, IGrainState{T})" />
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
