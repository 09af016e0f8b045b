namespace Actors.Grains.A2A;

/// <summary>Where a task stands in a list of its owner's.</summary>
public readonly record struct TaskPlace(string Id, DateTimeOffset StatusAt);
