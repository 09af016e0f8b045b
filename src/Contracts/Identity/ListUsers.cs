using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>Which users to list; all of them when nothing is given.</summary>
[GenerateSerializer, Immutable, Alias("identity.ListUsers")]
public sealed record ListUsers
{
    /// <summary>Only those with this in their name or e-mail address.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public string? Query { get; init; }

    /// <summary>Only those of this role.</summary>
    [Id(1)] public Role? Role { get; init; }

    /// <summary>Only those of this status.</summary>
    [Id(2)] public UserStatus? Status { get; init; }

    /// <summary>How many at most; 50 when left out.</summary>
    [Id(3), Range(1, 200)] public int? Limit { get; init; }

    /// <summary>Where to go on: next of the page before.</summary>
    [Id(4), StringLength(64, MinimumLength = 1)] public string? After { get; init; }
}
