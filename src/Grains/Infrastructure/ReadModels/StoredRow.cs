namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>A stored state, from outside.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="WrittenAt">When it was written last, in UTC.</param>
/// <param name="IsCleared">Whether only its key and version are left.</param>
/// <param name="IsMarked">Whether its JSON has in it what was asked for.</param>
public readonly record struct StoredRow(string Key, DateTimeOffset WrittenAt, bool IsCleared, bool IsMarked);
