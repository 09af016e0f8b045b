using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Fitness;

/// <summary>What a review of goals looks at.</summary>
[GenerateSerializer, Immutable, Alias("goals.ReviewGoals")]
public sealed record ReviewGoals
{
    /// <summary>Only goals of this type; all open ones when left out.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public string? Type { get; init; }
}
