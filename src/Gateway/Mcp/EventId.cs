using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Actors.Contracts.Mcp;

namespace Actors.Gateway.Mcp;

/// <summary>
/// What a client resumes from: the stream, and the last event it saw there (2025-11-25, transports: Resumability and Redelivery).
/// Names the session too where nothing else of the request does.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EventId(long Stream, long Sequence, string? Session = null)
{
    /// <summary>How long a client waits before it comes back, in milliseconds.</summary>
    public const int Retry = 1000;

    private const string Separator = ".";

    public McpPosition Position => new() { Stream = Stream, After = Sequence };

    /// <summary>Reads what <see cref="Write"/> wrote; null where it is something else.</summary>
    public static EventId? Parse(string text) => text.IndexOf(Separator, StringComparison.Ordinal) is >= 0 and var end
        ? ParseNumbers(text[(end + 1)..]) is { } numbers ? numbers with { Session = text[..end] } : null
        : ParseNumbers(text);

    public void Write(IBufferWriter<byte> body) =>
        Encoding.ASCII.GetBytes($"id: {Session}{(Session is null ? "" : Separator)}{Stream}-{Sequence}\n", body);

    private static EventId? ParseNumbers(string text) =>
        text.Split('-') is [{ } stream, { } sequence]
        && long.TryParse(stream, NumberStyles.None, CultureInfo.InvariantCulture, out var streamNumber)
        && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new(streamNumber, number) : null;
}
