using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A password to replace.</summary>
[GenerateSerializer, Immutable, Alias("identity.ChangePassword")]
public sealed record ChangePassword
{
    /// <summary>The password you have.</summary>
    [Id(0), StringLength(256, MinimumLength = 1)] public required string CurrentPassword { get; init; }

    /// <summary>The password you want: 8 to 256 characters.</summary>
    [Id(1), StringLength(256, MinimumLength = 8)] public required string NewPassword { get; init; }
}
