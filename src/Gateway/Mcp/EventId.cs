using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Actors.Contracts.Mcp;

namespace Actors.Gateway.Mcp;

/// <summary>What a client resumes from: the stream, and the last event it saw there (2025-11-25, transports: Resumability and Redelivery).</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventId(long Stream, long Sequence)
{
    /// <summary>How long a client waits before it comes back, in milliseconds.</summary>
    public const int Retry = 1000;

    public McpPosition Position => new() { Stream = Stream, After = Sequence };

    /// <summary>Reads what <see cref="Write"/> wrote; null where it is something else.</summary>
    public static EventId? Parse(string text) =>
        text.Split('-') is [{ } stream, { } sequence]
        && long.TryParse(stream, NumberStyles.None, CultureInfo.InvariantCulture, out var streamNumber)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(streamNumber, number) : null;

    public void Write(IBufferWriter<byte> body) => Encoding.ASCII.GetBytes($"id: {Stream}-{Sequence}\n", body);
}
