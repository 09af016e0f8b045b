using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Actors.Grains.A2A.Remote;

/// <summary>Reads server-sent events of others, each with a bound on its size and on the time until it comes.</summary>
internal static class RemoteStream
{
    private const int LargestEvent = 4 * 1024 * 1024;
    private const byte LineFeed = (byte)'\n';

    /// <summary>The data of each event, until the stream ends.</summary>
    /// <param name="body">The stream.</param>
    /// <param name="patience">How long to wait for an event; comments that keep a connection alive are none.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="IOException">The stream was cut, or an event is too large.</exception>
    /// <exception cref="OperationCanceledException">Nothing came for too long, or the reading was ended.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> Events(Stream body, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(body, new(leaveOpen: true));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var data = new ArrayBufferWriter<byte>();
        late.CancelAfter(patience);
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(late.Token);
                var left = read.Buffer;
                while (left.PositionOf(LineFeed) is { } end)
                {
                    var line = left.Slice(0, end).ToArray();
                    left = left.Slice(left.GetPosition(1, end));
                    if (Take(line, data) || data.WrittenCount == 0) continue;
                    yield return data.WrittenMemory.ToArray();
                    data.ResetWrittenCount();
                    late.CancelAfter(patience);
                }
                reader.AdvanceTo(left.Start, left.End);
                if (data.WrittenCount + left.Length > LargestEvent) throw new IOException("An event is too large.");
                if (read.IsCompleted) yield break;
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>Takes in a line, and answers whether it belonged to the event: an empty one ends it.</summary>
    private static bool Take(ReadOnlySpan<byte> line, ArrayBufferWriter<byte> data)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.StartsWith("data:"u8)) data.Write(line["data:"u8.Length..].TrimStart((byte)' '));
        return line.Length > 0;
    }
}
