using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>Somebody to invite.</summary>
[GenerateSerializer, Immutable, Alias("identity.InviteUser")]
public sealed record InviteUser
{
    /// <summary>Their e-mail address.</summary>
    [Id(0), StringLength(254, MinimumLength = 3)] public required string Email { get; init; }

    /// <summary>What they are to be; member when left out.</summary>
    [Id(1)] public Role? Role { get; init; }
}
