namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>Whose key it is, and the key.</summary>
public readonly record struct CallKey(string Tenant, string Owner, string Key);
