namespace Actors.Postgres.Storage;

/// <summary>Postgres could not be reached, did not answer in time or refused. The message says which, and what to do.</summary>
/// <param name="message">What went wrong, without secrets.</param>
/// <param name="outcomeUnknown">See <see cref="OutcomeUnknown"/>.</param>
/// <param name="inner">What Npgsql reported.</param>
public sealed class StorageUnavailableException(string message, bool outcomeUnknown, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>
    /// True when a write was sent and no answer came back: it may be stored or not, and only reading afresh tells.
    /// False when nothing was written.
    /// </summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
