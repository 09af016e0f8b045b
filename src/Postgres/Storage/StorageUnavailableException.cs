using Npgsql;

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

    internal static StorageUnavailableException Of(Exception error, bool outcomeUnknown) => new(
        (outcomeUnknown, error) switch
        {
            (true, _) => "The connection to Postgres was lost while a write was on its way: it may be stored or not. Read before you try again.",
            (_, PostgresException e) => $"Postgres refused, and nothing was written: {e.MessageText} (SQLSTATE {e.SqlState}).",
            _ => "Postgres cannot be reached or does not answer; nothing was written. Try again once it is back.",
        },
        outcomeUnknown,
        error);
}
