namespace Actors.Embedded;

/// <summary>A plain <see cref="IGrainState{T}"/>, for those who use a storage without a grain.</summary>
/// <param name="state">The state.</param>
/// <param name="eTag">The version in storage.</param>
/// <typeparam name="T">The state.</typeparam>
public sealed class GrainState<T>(T? state, string? eTag) : IGrainState<T>
{
    /// <summary>No state yet.</summary>
    public GrainState() : this(default, null)
    {
    }

    /// <summary>A state that is not stored yet.</summary>
    public GrainState(T? state) : this(state, null)
    {
    }

    /// <inheritdoc />
    public T? State { get; set; } = state;

    /// <inheritdoc />
    public string? ETag { get; set; } = eTag;

    /// <inheritdoc />
    public bool RecordExists { get; set; }
}
