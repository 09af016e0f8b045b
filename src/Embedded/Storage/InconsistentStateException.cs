namespace Actors.Embedded;

/// <summary>A write lost the race for a record: its ETag was no longer the one that was read. The activation ends, and the next reads afresh.</summary>
public class InconsistentStateException : Exception
{
    /// <summary>An exception without a message of its own.</summary>
    public InconsistentStateException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public InconsistentStateException(string message) : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public InconsistentStateException(string message, Exception? innerException) : base(message, innerException)
    {
    }

    /// <summary>An exception that names both versions.</summary>
    /// <param name="errorMsg">The message.</param>
    /// <param name="storedEtag">The version in storage, if known.</param>
    /// <param name="currentEtag">The version the writer held.</param>
    /// <param name="storageException">What the storage reported, if anything.</param>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag, Exception? storageException = null)
        : base(errorMsg, storageException) => (StoredEtag, CurrentEtag) = (storedEtag, currentEtag);

    /// <summary>The version in storage, if known.</summary>
    public string? StoredEtag { get; }

    /// <summary>The version the writer held.</summary>
    public string? CurrentEtag { get; }
}
