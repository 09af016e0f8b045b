using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Identity;

/// <summary>A program that is to act in the tenant by itself.</summary>
[GenerateSerializer, Immutable, Alias("identity.CreateServiceAccount")]
public sealed record CreateServiceAccount
{
    /// <summary>What it is called.</summary>
    [Id(0), StringLength(200, MinimumLength = 1)] public required string Name { get; init; }

    /// <summary>What it is to be; member when left out, never owner.</summary>
    [Id(1)] public Role? Role { get; init; }
}
