namespace Actors.Contracts.Tenancy;

/// <summary>A part of an organisation's export: some lines of one of its files.</summary>
[GenerateSerializer, Immutable, Alias("tenant.ExportedPart")]
public sealed record ExportedPart
{
    /// <summary>The organisation's id.</summary>
    [Id(0)] public required string TenantId { get; init; }

    /// <summary>The file that the lines belong to. The parts of a file follow each other.</summary>
    [Id(1)] public required string File { get; init; }

    /// <summary>One record a line as JSON; empty where there are none.</summary>
    [Id(2)] public required string Lines { get; init; }

    /// <summary>Where the next part goes on; left out on the last one.</summary>
    [Id(3)] public string? NextAfter { get; init; }
}
