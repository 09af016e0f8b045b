using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Contracts.Mcp;

namespace Actors.Grains.Mcp;

/// <inheritdoc cref="IMcpSignalsGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class McpSignalsGrain(TimeProvider time) : Grain, IMcpSignalsGrain
{
    private const int MostRemembered = 100;
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    private readonly HashSet<Channel<McpSignal>> listeners = [];
    private readonly Queue<(DateTimeOffset At, McpSignal Signal)> latest = new();

    /// <inheritdoc />
    public Task Send(McpSignal signal, CancellationToken cancellation)
    {
        Forget();
        latest.Enqueue((time.GetUtcNow(), signal));
        foreach (var listener in listeners) listener.Writer.TryWrite(signal);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<McpSignal> Listen([EnumeratorCancellation] CancellationToken cancellation)
    {
        var mine = Channel.CreateUnbounded<McpSignal>();
        Forget();
        foreach (var (_, signal) in latest) mine.Writer.TryWrite(signal);
        listeners.Add(mine);
        try
        {
            yield return new McpSignal { Request = "" };
            await foreach (var signal in mine.Reader.ReadAllAsync(cancellation)) yield return signal;
        }
        finally
        {
            listeners.Remove(mine);
        }
    }

    private void Forget()
    {
        while (latest.TryPeek(out var oldest) && (latest.Count >= MostRemembered || time.GetUtcNow() - oldest.At > Remembered)) latest.Dequeue();
    }
}
