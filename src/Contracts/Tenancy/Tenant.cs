namespace Actors.Contracts.Tenancy;

/// <summary>An organisation whose people, agents and data are apart from every other's.</summary>
[GenerateSerializer, Immutable, Alias("tenant.Tenant")]
public sealed record Tenant
{
    /// <summary>The tenant's id, the first part of all its grain keys.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The name people know it by.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>When it was created, in UTC.</summary>
    [Id(2)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Whether its people may act.</summary>
    [Id(3)] public TenantStatus Status { get; init; }

    /// <summary>Whether people may register by themselves.</summary>
    [Id(4)] public RegistrationPolicy Registration { get; init; }

    /// <summary>When it will be deleted for good, in UTC; absent unless that was asked for.</summary>
    [Id(5)] public DateTimeOffset? DeletesAt { get; init; }
}
