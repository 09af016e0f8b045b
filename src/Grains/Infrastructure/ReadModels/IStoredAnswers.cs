namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>The answers of calls that came with an idempotency key, kept for a repeat.</summary>
public interface IStoredAnswers
{
    /// <summary>
    /// Makes the caller of this the one that runs the call, durably, and answers null; or answers what the first call with the key
    /// left. What is older than <see cref="Contracts.Tools.IdempotencyKey.Lifetime"/> is taken as if it were not there.
    /// </summary>
    Task<StoredAnswer?> Claim(CallKey key, string fingerprint, DateTimeOffset now, CancellationToken cancellation);

    /// <summary>Keeps the answer, durably.</summary>
    Task Keep(CallKey key, string answer);

    /// <summary>Deletes rows that were claimed before a time, so many at most, and answers how many.</summary>
    Task<int> DropExpired(DateTimeOffset before, int limit, CancellationToken cancellation);

    /// <summary>Gives the key back: the call did nothing, and may be tried again.</summary>
    Task Release(CallKey key);
}
