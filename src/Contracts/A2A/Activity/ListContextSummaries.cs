using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Activity;

/// <summary>Which conversations to list; all of them when nothing is given.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ListContextSummaries")]
public sealed record ListContextSummaries
{
    /// <summary>Only those of this person, or of this client that acts for itself.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public string? Owner { get; init; }

    /// <summary>How many at most; 50 when left out.</summary>
    [Id(1), Range(1, 200)] public int? Limit { get; init; }

    /// <summary>Where to go on: next of the page before.</summary>
    [Id(2), StringLength(300, MinimumLength = 1)] public string? After { get; init; }
}
