using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Tenancy;

/// <summary>What to change of the organisation. What is left out stays as it is.</summary>
[GenerateSerializer, Immutable, Alias("tenant.UpdateTenant")]
public sealed record UpdateTenant
{
    /// <summary>A new name.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public string? Name { get; init; }

    /// <summary>Whether people may register by themselves: closed, approval or open.</summary>
    [Id(1)] public RegistrationPolicy? Registration { get; init; }
}
