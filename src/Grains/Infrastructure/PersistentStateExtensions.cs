namespace Actors.Grains.Infrastructure;

/// <summary>How grains deal with the record of what they own.</summary>
public static class PersistentStateExtensions
{
    /// <summary>
    /// Makes <paramref name="next"/> the state of <paramref name="owner"/>, durable before this returns. When the write
    /// fails, its outcome may be unknown: memory goes back to what it was and the grain is dropped, so the next call
    /// reads what Postgres really holds.
    /// </summary>
    public static async Task Save<T>(this IPersistentState<T> state, T next, IGrainBase owner)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            owner.DeactivateOnIdle();
            throw;
        }
    }

    /// <summary>
    /// Ends the activation of a grain that nothing is stored of. Strangers make up keys, codes and cookies faster than
    /// idle grains are collected; what is not there must not stay in memory.
    /// </summary>
    public static void LeaveIfAbsent<T>(this IPersistentState<T> state, IGrainBase owner)
    {
        if (!state.RecordExists) owner.DeactivateOnIdle();
    }

    /// <summary>Removes what is stored, if it has <paramref name="ended"/>, and ends the activation with it.</summary>
    public static async Task Expire<T>(this IPersistentState<T> state, bool ended, IGrainBase owner)
    {
        if (ended && state.RecordExists) await state.ClearStateAsync();
        state.LeaveIfAbsent(owner);
    }
}
