using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A key of somebody else to end.</summary>
[GenerateSerializer, Immutable, Alias("identity.RevokeUserKey")]
public sealed record RevokeUserKey
{
    /// <summary>The user, as list_users names them.</summary>
    [Id(0), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }

    /// <summary>The key, as list_user_api_keys names it.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public required string KeyId { get; init; }
}
