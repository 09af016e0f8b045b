using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A user.</summary>
[GenerateSerializer, Immutable, Alias("identity.NamedUser")]
public sealed record NamedUser
{
    /// <summary>The user, as list_users names them.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }
}
