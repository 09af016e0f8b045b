using Actors.Contracts;
using Actors.Contracts.Changes;

namespace Actors.Grains.Changes;

/// <summary>How grains say that something changed.</summary>
internal static class Publishing
{
    /// <summary>Says so, and waits for nobody. To be called after the change is stored.</summary>
    /// <param name="grains">The grains.</param>
    /// <param name="whose">The key of the feed: a person's or a tenant's.</param>
    /// <param name="changes">What changed.</param>
    public static async Task Publish(this IGrainFactory grains, string whose, IReadOnlyList<Change> changes)
    {
        if (changes.Count == 0) return;
        using var _ = Caller.EnterPlatform();
        await grains.GetGrain<IChangesGrain>(whose).Publish(changes, CancellationToken.None);
    }
}
