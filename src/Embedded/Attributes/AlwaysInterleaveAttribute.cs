namespace Actors.Embedded;

/// <summary>The method may run while any other call of the grain awaits, and does not keep others out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
