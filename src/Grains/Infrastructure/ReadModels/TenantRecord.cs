namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>A stored state.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="Json">What is stored, in UTF-8.</param>
public sealed record TenantRecord(string Key, ReadOnlyMemory<byte> Json);
