namespace Actors.Contracts.Tenancy;

/// <summary>Asks for a new tenant; its id is in the grain's key.</summary>
[GenerateSerializer, Immutable, Alias("tenant.CreateTenant")]
public sealed record CreateTenant
{
    /// <summary>The name people know it by.</summary>
    [Id(0)] public required string Name { get; init; }
}
