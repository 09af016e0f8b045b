using System.ComponentModel.DataAnnotations;

namespace Actors.Gateway.Streams;

/// <summary>How many long-lived streams there may be, section <c>Actors:Streams</c> of the configuration.</summary>
public sealed class StreamOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Streams";

    /// <summary>Streams that one caller may have open on one gateway.</summary>
    [Range(0, double.PositiveInfinity)]
    public int PerCaller { get; set; } = 100;

    /// <summary>Streams that one gateway may have open.</summary>
    [Range(0, double.PositiveInfinity)]
    public int Most { get; set; } = 20_000;

    /// <summary>After how long a quiet stream is sent a comment, and its caller's credential looked at again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(15);
}
