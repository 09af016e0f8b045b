using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A key to replace.</summary>
[GenerateSerializer, Immutable, Alias("identity.RotateApiKey")]
public sealed record RotateApiKey
{
    /// <summary>The key, as list_api_keys names it.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string KeyId { get; init; }

    /// <summary>How many minutes the old key goes on working; 60 when left out, 0 ends it at once.</summary>
    [Id(1), Range(0, 10080)] public int? OverlapMinutes { get; init; }
}
