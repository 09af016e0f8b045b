namespace Actors.Embedded;

/// <summary>The grain takes a new call whenever a running one awaits. Its code still runs one turn at a time.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
