using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Contexts;

/// <summary>Which conversation to read, and which part of it.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ReadContext")]
public sealed record ReadContext
{
    /// <summary>Its id.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public required string ContextId { get; init; }

    /// <summary>The person whose it is, or the client that acts for itself; whoever asks when left out.</summary>
    [Id(1), StringLength(200, MinimumLength = 1)] public string? Owner { get; init; }

    /// <summary>How many tasks at most; 50 when left out.</summary>
    [Id(2), Range(1, 200)] public int? Limit { get; init; }

    /// <summary>Only tasks behind this place: next of the part before.</summary>
    [Id(3), Range(0, long.MaxValue)] public long? After { get; init; }
}
