namespace Actors.Contracts.Tenancy;

/// <summary>How far the import of an organisation is.</summary>
[GenerateSerializer, Immutable, Alias("tenant.TenantImport")]
public sealed record TenantImport
{
    /// <summary>The organisation's id.</summary>
    [Id(0)] public required string TenantId { get; init; }

    /// <summary>Where to POST the archive to, as application/zip; left out once it is imported.</summary>
    [Id(1)] public string? SendTo { get; init; }

    /// <summary>The organisation, once it is imported.</summary>
    [Id(2)] public Tenant? Tenant { get; init; }

    /// <summary>How many records were taken over.</summary>
    [Id(3)] public long? Records { get; init; }

    /// <summary>What could not be taken over, and why.</summary>
    [Id(4)] public IReadOnlyList<string>? NotTaken { get; init; }
}
