using System.Globalization;
using System.Text;

namespace Actors.Grains.Mcp;

/// <summary>An event as <see cref="McpStreamsGrain"/> stores it: <c>stream kind text</c>.</summary>
internal readonly record struct StreamEvent(long Stream, char Kind, string Text)
{
    /// <summary>A stream begins; the text is the id of its request, and the stream is the event's own number, stored as 0.</summary>
    public const char Begins = 'b';

    /// <summary>A message.</summary>
    public const char Message = 'm';

    /// <summary>The last message, or none.</summary>
    public const char Ends = 'e';

    public byte[] Encode() => Encoding.UTF8.GetBytes($"{Stream.ToString(CultureInfo.InvariantCulture)} {Kind} {Text}");

    public static StreamEvent Decode(byte[] payload)
    {
        var text = Encoding.UTF8.GetString(payload);
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return new(long.Parse(text.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture), text[space + 1], text[(space + 3)..]);
    }
}
