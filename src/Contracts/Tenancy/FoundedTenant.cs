using Actors.Contracts.Identity;

namespace Actors.Contracts.Tenancy;

/// <summary>A new organisation, and the invitation of its first owner.</summary>
[GenerateSerializer, Immutable, Alias("tenant.FoundedTenant")]
public sealed record FoundedTenant
{
    /// <summary>The organisation.</summary>
    [Id(0)] public required Tenant Tenant { get; init; }

    /// <summary>The invitation: give its link to the owner.</summary>
    [Id(1)] public required IssuedInvitation Invitation { get; init; }
}
