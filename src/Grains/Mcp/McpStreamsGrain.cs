using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Grains.Infrastructure.Events;

namespace Actors.Grains.Mcp;

/// <inheritdoc cref="IMcpStreamsGrain"/>
/// <remarks>All streams of a session share one log, so that an event's number is unique in the session. The log has two generations at most; when the young one is full, the old one goes.</remarks>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class McpStreamsGrain(IEventLog log, TimeProvider time) : Grain, IMcpStreamsGrain, IDisposable
{
    private const int EventsOfGeneration = 500, BytesOfGeneration = 4 << 20, PageSize = 100;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15), Look = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim appending = new(1);
    private readonly Dictionary<long, Channel<McpEvent>> watchers = [];
    private readonly OpenRequests open = new();
    private readonly HashSet<string> waiting = new(StringComparer.Ordinal);
    private TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long first, young, last, bytes;
    private DateTimeOffset activated;

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    private string Log => $"mcp/{GrainKeys.LocalPartOf(this.GetPrimaryKeyString())}";

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        activated = time.GetUtcNow();
        (first, last) = await log.Bounds(Tenant, Log, cancellationToken);
        young = last + 1;
    }

    /// <inheritdoc />
    public async Task<long> Begin(string request, CancellationToken cancellation)
    {
        var stream = (await Store(new StreamEvent(0, StreamEvent.Begins, request))).Sequence;
        open.Begin(stream, request, time.GetUtcNow());
        begun.TrySetResult();
        return stream;
    }

    /// <inheritdoc />
    public async Task<AppendedMcpEvent> Append(AppendMcpEvent request, CancellationToken cancellation)
    {
        var message = new StreamEvent(request.Stream, request.Ends ? StreamEvent.Ends : StreamEvent.Message, request.Message);
        if (request.Answers is not { } answered) return await Store(message);
        await FindOpen(cancellation);
        return open.End(answered) ? await Store(message, new(answered, StreamEvent.Ends, "")) : new() { Sequence = last, IsWatched = true };
    }

    /// <inheritdoc />
    public async Task Notify(string message, CancellationToken cancellation)
    {
        if (watchers.ContainsKey(McpPosition.Standalone)) waiting.Clear();
        else if (!waiting.Add(message)) return;
        await Store(new StreamEvent(McpPosition.Standalone, StreamEvent.Message, message));
    }

    /// <inheritdoc />
    public Task Renew(long stream, CancellationToken cancellation)
    {
        open.Renew(stream, time.GetUtcNow());
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<McpEvent> Watch(McpPosition position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (stream, request) = (position.Stream, await Demand(position, cancellation));
        if (position.BringsAnswers) await FindOpen(cancellation);
        var known = last;
        var mine = Channel.CreateBounded<McpEvent>(EventsOfGeneration);
        if (watchers.Remove(stream, out var other)) other.Writer.TryComplete();
        watchers[stream] = mine;
        if (stream == McpPosition.Standalone) waiting.Clear();
        try
        {
            var after = position.After ?? known;
            yield return new McpEvent { Sequence = after, Message = "" };
            await foreach (var stored in Stored(stream, after, known, cancellation))
            {
                yield return stored;
                if (stored.Ends) yield break;
            }

            if (stream != McpPosition.Standalone) open.Find(stream, request, activated);
            while (await Next(mine.Reader, position, cancellation))
            {
                if (!mine.Reader.TryRead(out var live)) continue;
                yield return live;
                if (live.Ends) yield break;
            }
        }
        finally
        {
            if (watchers.TryGetValue(stream, out var current) && current == mine) watchers.Remove(stream);
        }
    }

    /// <inheritdoc />
    public async Task Drop(CancellationToken cancellation)
    {
        foreach (var watcher in watchers.Values) watcher.Writer.TryComplete();
        if (last > 0) await log.Drop(Tenant, Log, cancellation);
        DeactivateOnIdle();
    }

    /// <inheritdoc />
    public void Dispose() => appending.Dispose();

    /// <summary>Stores events, all or none; the answer is about the first.</summary>
    private async Task<AppendedMcpEvent> Store(params StreamEvent[] events)
    {
        var sequence = 0L;
        await appending.WaitAsync();
        try
        {
            var payloads = events.Select(next => next.Encode()).ToArray();
            await log.Append(Tenant, Log, last, payloads, CancellationToken.None);
            sequence = last + 1;
            last += events.Length;
            if (first == 0) first = 1;
            await Trim(payloads.Sum(payload => payload.Length));
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
        finally
        {
            appending.Release();
        }

        foreach (var next in events.Where(next => next.Kind == StreamEvent.Ends)) open.End(next.Stream);
        var watched = events.Select((next, i) => next.Kind != StreamEvent.Begins
            && Give(next.Stream, new() { Sequence = sequence + i, Message = next.Text, Ends = next.Kind == StreamEvent.Ends })).ToArray();
        return new() { Sequence = sequence, IsWatched = watched[0] };
    }

    /// <summary>A watcher that does not keep up is left behind; it can come back for what is stored.</summary>
    private bool Give(long stream, McpEvent next)
    {
        if (!watchers.TryGetValue(stream, out var watcher)) return false;
        if (!watcher.Writer.TryWrite(next)) watcher.Writer.TryComplete();
        return true;
    }

    private async Task Trim(int size)
    {
        bytes += size;
        if (last - young + 1 < EventsOfGeneration && bytes < BytesOfGeneration) return;
        if (young > first) await log.Trim(Tenant, Log, young - 1, CancellationToken.None);
        (first, young, bytes) = (young, last + 1, 0);
    }

    /// <summary>Whether the position is one of this session's, with all that followed still there. Answers the stream's request, if it has one.</summary>
    private async Task<string> Demand(McpPosition position, CancellationToken cancellation)
    {
        if (position is { Stream: McpPosition.Standalone, After: null }) return "";
        if (position.After is not { } after || after > last || after < first - 1) throw Unknown();
        if (position.Stream == McpPosition.Standalone) return "";
        if (position.Stream < first || position.Stream > after) throw Unknown();
        var begin = await Event(position.Stream, cancellation);
        if (begin.Kind != StreamEvent.Begins) throw Unknown();
        if (after != position.Stream && (await Event(after, cancellation)).Stream != position.Stream) throw Unknown();
        return begin.Text;
    }

    private async Task<StreamEvent> Event(long sequence, CancellationToken cancellation) =>
        await log.Read(Tenant, Log, sequence - 1, 1, cancellation) is [{ } found] && found.Sequence == sequence ? StreamEvent.Decode(found.Payload) : throw Unknown();

    private async IAsyncEnumerable<McpEvent> Stored(long stream, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < upTo)
        {
            var page = await log.Read(Tenant, Log, after, PageSize, cancellation);
            if (page.Count == 0) throw Unknown();
            foreach (var found in page.Where(found => found.Sequence <= upTo))
            {
                var decoded = StreamEvent.Decode(found.Payload);
                if (decoded.Stream == stream && decoded.Kind != StreamEvent.Begins)
                    yield return new() { Sequence = found.Sequence, Message = decoded.Text, Ends = decoded.Kind == StreamEvent.Ends };
            }

            after = page[^1].Sequence;
        }
    }

    /// <summary>Waits for an event. Where nobody works on a request any more, that is the event; while there are none, nothing needs to be looked at.</summary>
    private async Task<bool> Next(ChannelReader<McpEvent> events, McpPosition position, CancellationToken cancellation)
    {
        var next = events.WaitToReadAsync(cancellation).AsTask();
        if (position is { Stream: McpPosition.Standalone, BringsAnswers: false }) return await next;
        while (await Task.WhenAny(next, open.Any ? Task.Delay(Look, time, cancellation) : Begun()) != next)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var (stream, request) in open.Lost(time.GetUtcNow() - Lease).Where(one => position.BringsAnswers || one.Stream == position.Stream))
            {
                if (!open.End(stream)) continue; // answered since
                if (stream == position.Stream) await Store(new StreamEvent(stream, StreamEvent.Ends, Lost(request)));
                else await Store(new(position.Stream, StreamEvent.Message, Lost(request)), new(stream, StreamEvent.Ends, ""));
            }
        }

        return await next;
    }

    private Task Begun()
    {
        if (begun.Task.IsCompleted) begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return begun.Task;
    }

    /// <summary>Which requests an activation before this one had begun to work on, and not ended.</summary>
    private async Task FindOpen(CancellationToken cancellation)
    {
        await appending.WaitAsync(cancellation);
        try
        {
            for (var after = first - 1; !open.AreFound && after < young - 1;)
            {
                var page = await log.Read(Tenant, Log, after, PageSize, cancellation);
                foreach (var found in page) Find(found.Sequence, StreamEvent.Decode(found.Payload));
                after = page.Count > 0 ? page[^1].Sequence : young;
            }

            open.AreFound = true;
        }
        finally
        {
            appending.Release();
        }
    }

    private void Find(long sequence, StreamEvent stored)
    {
        if (stored.Kind == StreamEvent.Begins) open.Find(sequence, stored.Text, activated);
        else if (stored.Kind == StreamEvent.Ends) open.End(stored.Stream);
    }

    private static string Lost(string request) => $$$"""
        {"jsonrpc":"2.0","id":{{{request}}},"error":{"code":-32603,"data":{"code":"unknown_outcome"},"message":"unknown_outcome: The server that worked on this was lost, so it may or may not have been done. Look before you repeat it."} }
        """;

    private static ActorException Unknown() => ActorException.NotFound("There is no such event on this session's streams, or what followed it is no longer kept.");
}
