namespace Actors.Embedded;

/// <summary>The caller does not wait and learns nothing of the outcome; a failure is logged.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
