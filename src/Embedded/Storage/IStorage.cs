namespace Actors.Embedded;

/// <summary>One stored record of a grain.</summary>
public interface IStorage
{
    /// <summary>The version that was last read or written; null where there is no record.</summary>
    string? Etag { get; }

    /// <summary>Whether there is a record in storage.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record and sets the state back to a new one.</summary>
    /// <exception cref="InconsistentStateException">The record was changed by another; this activation ends.</exception>
    Task ClearStateAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes the state. When the task has completed, it is durable.</summary>
    /// <exception cref="InconsistentStateException">The record was changed by another; this activation ends.</exception>
    Task WriteStateAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads the state afresh.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken = default);
}

/// <summary>One stored record of a grain, with its state.</summary>
/// <typeparam name="TState">The state; it has a constructor without parameters.</typeparam>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory, which storage knows only after <see cref="IStorage.WriteStateAsync"/>.</summary>
    TState State { get; set; }
}
