using System.Threading.Channels;

namespace Actors.Embedded;

/// <summary>
/// Runs a grain's stream on the grain's scheduler, at most a buffer's length ahead of the consumer. Other calls
/// interleave wherever the stream awaits.
/// </summary>
internal sealed class StreamProducer<T>(Activation activation, IAsyncEnumerable<T> source, CancellationToken consumersToken) : IActivationStream
{
    private const int Buffer = 100;

    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(consumersToken);
    private readonly Channel<T> items = Channel.CreateBounded<T>(new BoundedChannelOptions(Buffer) { SingleReader = true, SingleWriter = true });

    /// <exception cref="EnumerationAbortedException">The activation has ended.</exception>
    public ChannelReader<T> Start()
    {
        if (!activation.TryAddStream(this)) throw new EnumerationAbortedException();
        activation.Scheduler.Run(new Task(static producer => _ = ((StreamProducer<T>)producer!).RunAsync(), this));
        return items.Reader;
    }

    public void Abort()
    {
        items.Writer.TryComplete(new EnumerationAbortedException());
        _ = stop.CancelAsync();
    }

    private async Task RunAsync()
    {
        try
        {
            await foreach (var item in source.WithCancellation(stop.Token)) await items.Writer.WriteAsync(item, stop.Token);
            items.Writer.TryComplete();
        }
        catch (Exception failure)
        {
            items.Writer.TryComplete(failure);
        }
        activation.RemoveStream(this);
    }
}
