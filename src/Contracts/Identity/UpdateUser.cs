using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>What to change of a user. What is left out stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("identity.UpdateUser")]
public sealed record UpdateUser
{
    /// <summary>The user, as list_users names them.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }

    /// <summary>A new name to show.</summary>
    [Id(1), StringLength(200, MinimumLength = 1)] public string? Name { get; init; }

    /// <summary>A new role. Only an owner makes or unmakes an owner, and one owner always remains.</summary>
    [Id(2)] public Role? Role { get; init; }
}
