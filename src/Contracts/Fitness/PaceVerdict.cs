namespace Actors.Contracts.Fitness;

/// <summary>Whether the pace so far meets the deadline.</summary>
[GenerateSerializer, Alias("goals.PaceVerdict")]
public enum PaceVerdict
{
    /// <summary>There is no deadline to hold the pace against.</summary>
    NoDeadline,

    /// <summary>At least five percent faster than an even pace.</summary>
    Ahead,

    /// <summary>Within five percent of an even pace.</summary>
    OnTrack,

    /// <summary>More than five percent slower than an even pace.</summary>
    Behind,

    /// <summary>The deadline has passed and the target was not reached.</summary>
    Missed,

    /// <summary>The target has been reached.</summary>
    Done,
}
