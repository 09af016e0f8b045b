using System.Collections.Concurrent;
using Actors.Contracts;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>Counts the long-lived streams of this gateway, in all and by caller.</summary>
internal sealed class StreamLimits(IOptions<StreamOptions> options)
{
    private readonly ConcurrentDictionary<(string Tenant, string Owner), int> open = new();
    private int all;

    /// <summary>Takes a place, given back when disposed; or an error, where there is none.</summary>
    public Place? Enter(Caller caller, out McpError? error)
    {
        var owner = (caller.Tenant, SessionDirectory.OwnerOf(caller));
        var (most, mostOfAll) = (options.Value.StreamsPerCaller, options.Value.Streams);
        var place = new Place(this, owner);
        var (total, own) = (Interlocked.Increment(ref all), open.AddOrUpdate(owner, 1, (_, count) => count + 1));
        error = total > mostOfAll ? McpError.TooManyStreams($"This server has {mostOfAll} streams open. Try again in a minute.")
            : own > most ? McpError.TooManyStreams($"You have {most} streams open; close one first.")
            : null;
        if (error is null) return place;
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
