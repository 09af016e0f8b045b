using System.Collections.Concurrent;
using Actors.Contracts;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Streams;

/// <summary>Counts the long-lived streams of this gateway, in all and by caller.</summary>
internal sealed class StreamLimits(IOptions<StreamOptions> options)
{
    private readonly ConcurrentDictionary<(string Tenant, string Owner), int> open = new();
    private int all;

    /// <summary>Takes a place, given back when disposed; or says why there is none.</summary>
    public Place? Enter(Caller caller, out string problem)
    {
        var owner = (caller.Tenant, caller.Owner);
        var (most, mostOfAll) = (options.Value.PerCaller, options.Value.Most);
        var place = new Place(this, owner);
        var (total, own) = (Interlocked.Increment(ref all), open.AddOrUpdate(owner, 1, (_, count) => count + 1));
        problem = total > mostOfAll ? $"This server has {mostOfAll} streams open. Try again in a minute." : own > most ? $"You have {most} streams open; close one first." : "";
        if (problem.Length == 0) return place;
        place.Dispose();
        return null;
    }

    private void Leave((string, string) owner)
    {
        Interlocked.Decrement(ref all);
        if (open.AddOrUpdate(owner, 0, (_, count) => count - 1) == 0) open.TryRemove(new(owner, 0));
    }

    /// <summary>An open stream's place among those that may be open.</summary>
    internal sealed class Place(StreamLimits limits, (string, string) owner) : IDisposable
    {
        public void Dispose() => limits.Leave(owner);
    }
}
