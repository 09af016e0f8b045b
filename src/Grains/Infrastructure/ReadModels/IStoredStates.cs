namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>
/// Which grains have something stored, asked of the database: for work that spans grains. A row may be newer, or gone, by the
/// time its grain is called, so it is always the grain that decides and writes.
/// </summary>
public interface IStoredStates
{
    /// <summary>The states of this name behind the key <paramref name="after"/>, in the order of keys.</summary>
    /// <param name="stateName">The name in its <c>[PersistentState]</c>.</param>
    /// <param name="after">The last key of the page before; empty for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="mark">What <see cref="StoredRow.IsMarked"/> is to say of each row's JSON; every row has what is empty.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<StoredRow>> Page(string stateName, string after, int limit, string mark, CancellationToken cancellation);

    /// <summary>Keys, in order, of states of this name with <paramref name="text"/> in their JSON.</summary>
    /// <param name="stateName">The name in its <c>[PersistentState]</c>.</param>
    /// <param name="tenant">Whose; null for all tenants'.</param>
    /// <param name="text">What to look for, byte by byte.</param>
    /// <param name="after">The last key of the page before; empty for the first page.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<IReadOnlyList<string>> Holding(string stateName, string? tenant, string text, string after, int limit, CancellationToken cancellation);

    /// <summary>
    /// Deletes the rows of states that were cleared before a time, within a range of keys, and answers how many. A cleared row
    /// remembers its version for a write that may still be under way, so <paramref name="before"/> is long ago.
    /// </summary>
    Task<int> DropCleared(string stateName, string after, string upTo, DateTimeOffset before, CancellationToken cancellation);

    /// <summary>Deletes every state with this key, whatever its name. No call may reach its grains any more.</summary>
    Task<int> DropOwned(string key, CancellationToken cancellation);

    /// <summary>
    /// Deletes every row of a tenant whose people may not act any more, its audit and usage included, but for the states that are named.
    /// Answers how many states there were.
    /// A grain of the tenant that is still in memory cannot write its state again.
    /// </summary>
    Task<int> DropTenant(string tenant, IReadOnlyList<string> except, CancellationToken cancellation);
}
