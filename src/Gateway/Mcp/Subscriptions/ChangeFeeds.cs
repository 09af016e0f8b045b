using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Gateway.Mcp.Sessions;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>The feeds of changes that somebody on this gateway listens to: each is watched once, however many listen.</summary>
internal sealed class ChangeFeeds(IGrainFactory grains, ILogger<ChangeFeed> logger)
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, ChangeFeed> feeds = new(StringComparer.Ordinal);

    /// <summary>Has a listener told of what changes for the caller and in the caller's tenant, from when this is done until the answer is disposed.</summary>
    public async Task<IDisposable> Listen(Caller caller, ChangeListener listener, CancellationToken cancellation)
    {
        var listening = new Listening(this, listener, [GrainKeys.User(caller.Tenant, caller.Owner), GrainKeys.Tenant(caller.Tenant)]);
        try
        {
            foreach (var feed in listening.Feeds) await feed.Connected.WaitAsync(cancellation);
            return listening;
        }
        catch
        {
            listening.Dispose();
            throw;
        }
    }

    private ChangeFeed Join(string key, ChangeListener listener)
    {
        lock (gate)
        {
            if (!feeds.TryGetValue(key, out var feed)) feeds[key] = feed = new(key, grains, logger);
            feed.Listeners.TryAdd(listener, 0);
            return feed;
        }
    }

    private void Leave(ChangeFeed feed, ChangeListener listener)
    {
        lock (gate)
        {
            feed.Listeners.TryRemove(listener, out _);
            if (feed.Listeners.IsEmpty && feeds.Remove(feed.Key)) feed.Dispose();
        }
    }

    private sealed class Listening(ChangeFeeds owner, ChangeListener listener, string[] keys) : IDisposable
    {
        public ChangeFeed[] Feeds { get; } = [.. keys.Select(key => owner.Join(key, listener))];

        public void Dispose()
        {
            foreach (var feed in Feeds) owner.Leave(feed, listener);
        }
    }
}
