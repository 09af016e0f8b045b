namespace Actors.Contracts.Tenancy;

/// <summary>Organisations that match what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("tenant.TenantList")]
public sealed record TenantList
{
    /// <summary>The organisations, by id.</summary>
    [Id(0)] public required IReadOnlyList<Tenant> Tenants { get; init; }

    /// <summary>How many match, listed or not.</summary>
    [Id(1)] public required int Total { get; init; }

    /// <summary>Give this as after for the next page; absent at the end.</summary>
    [Id(2)] public string? Next { get; init; }
}
