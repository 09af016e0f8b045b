using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>Somebody to act as.</summary>
[GenerateSerializer, Immutable, Alias("tenant.Impersonate")]
public sealed record Impersonate
{
    /// <summary>The organisation's id.</summary>
    [Id(0), StringLength(63, MinimumLength = 1)] public required string TenantId { get; init; }

    /// <summary>The user.</summary>
    [Id(1), StringLength(64, MinimumLength = 1)] public required string UserId { get; init; }

    /// <summary>Why. The user and their admins can read it.</summary>
    [Id(2), StringLength(60, MinimumLength = 3)] public required string Reason { get; init; }

    /// <summary>For how many minutes; 15 when left out.</summary>
    [Id(3), Range(1, 60)] public int? Minutes { get; init; }
}
