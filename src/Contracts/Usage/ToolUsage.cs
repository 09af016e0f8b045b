namespace Actors.Contracts.Usage;

/// <summary>How often one person called one tool on one day.</summary>
[GenerateSerializer, Immutable, Alias("usage.ToolUsage")]
public sealed record ToolUsage
{
    /// <summary>The day, in UTC.</summary>
    [Id(0)] public required DateOnly Day { get; init; }

    /// <summary>The person's id, or the client's where it acted for itself.</summary>
    [Id(1)] public required string User { get; init; }

    /// <summary>The tool's name.</summary>
    [Id(2)] public required string Tool { get; init; }

    /// <summary>How many calls, those that failed included.</summary>
    [Id(3)] public required long Calls { get; init; }

    /// <summary>How many of them failed, of the calls that may change something; reads are not told apart.</summary>
    [Id(4)] public required long Failed { get; init; }
}
