namespace Actors.Contracts.Usage;

/// <summary>Which days to count.</summary>
[GenerateSerializer, Immutable, Alias("usage.GetUsage")]
public sealed record GetUsage
{
    /// <summary>The first day; 29 days before the last one when left out.</summary>
    [Id(0)] public DateOnly? From { get; init; }

    /// <summary>The last day; today when left out.</summary>
    [Id(1)] public DateOnly? To { get; init; }
}
