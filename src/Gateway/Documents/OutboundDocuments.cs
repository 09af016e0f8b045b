using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Actors.Gateway.Authentication;
using Actors.Outbound;

namespace Actors.Gateway.Documents;

/// <summary>
/// Documents from elsewhere, remembered for as long as their server says, but for a minute at least and a day at most: what a
/// person is shown is what their answer is held against. What could not be fetched is not remembered.
/// </summary>
internal sealed class OutboundDocuments(OutboundHttp http, FetchLimit limit, TimeProvider time)
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly BoundedCache<string, Slot> slots = new(2_000);
    private readonly ConcurrentDictionary<string, Task<string>> underWay = new();
    private int fetching;

    /// <summary>The text at this https address.</summary>
    /// <exception cref="OutboundException">It cannot be had.</exception>
    public Task<string> Get(Uri address)
    {
        var key = address.AbsoluteUri;
        if (slots.TryGet(key, out var slot) && slot.Document is { } document && time.GetUtcNow() < document.FreshUntil) return Task.FromResult(document.Text);
        if (!underWay.ContainsKey(key)) limit.Demand();
        // Many who ask at once wait for one fetch; none of them can cancel it for the others.
        return underWay.GetOrAdd(key, _ => Fetch(address, key));
    }

    private async Task<string> Fetch(Uri address, string key)
    {
        await Task.Yield();
        try
        {
            if (Interlocked.Increment(ref fetching) > AtOnce) throw new OutboundException("This server is busy with fetching such documents. Try again in a few seconds.");
            using var response = await http.Get(address, CancellationToken.None);
            var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
            slots.GetOrAdd(key, new Slot()).Document = new(text, time.GetUtcNow() + Freshness(response.Headers.CacheControl));
            return text;
        }
        finally
        {
            Interlocked.Decrement(ref fetching);
            underWay.TryRemove(key, out _);
        }
    }

    private static TimeSpan Freshness(CacheControlHeaderValue? said) => said is null or { NoStore: true } or { NoCache: true }
        ? Shortest
        : TimeSpan.FromTicks(Math.Clamp((said.SharedMaxAge ?? said.MaxAge ?? Shortest).Ticks, Shortest.Ticks, Longest.Ticks));

    private sealed class Slot
    {
        private volatile Document? document;

        public Document? Document { get => document; set => document = value; }
    }

    private sealed record Document(string Text, DateTimeOffset FreshUntil);
}
