using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>A user of an organisation.</summary>
[GenerateSerializer, Immutable, Alias("tenant.TenantUser")]
public sealed record TenantUser
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>The user.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }
}
