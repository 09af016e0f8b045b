namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>A record as a line of JSON, and what to go on behind.</summary>
public readonly record struct PlacedLine(string Line, string Place);
