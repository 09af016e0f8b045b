namespace Actors.Gateway.Mcp.Streams;

/// <summary>How many long-lived streams there may be, section <c>Actors:Mcp</c> of the configuration.</summary>
public sealed class StreamOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Mcp";

    /// <summary>Streams that one caller may have open on one gateway.</summary>
    public int StreamsPerCaller { get; set; } = 100;

    /// <summary>Streams that one gateway may have open.</summary>
    public int Streams { get; set; } = 20_000;

    /// <summary>After how long a quiet stream is sent a comment, and its caller's credential looked at again.</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);
}
