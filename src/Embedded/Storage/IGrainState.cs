namespace Actors.Embedded;

/// <summary>What a storage reads into and writes from.</summary>
/// <typeparam name="T">The state.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The state; a storage that finds no record may leave it as it is.</summary>
    T? State { get; set; }

    /// <summary>The version in storage, for the storage to compare and set.</summary>
    string? ETag { get; set; }

    /// <summary>Whether there is a record in storage; set by the storage.</summary>
    bool RecordExists { get; set; }
}
