namespace Actors.Embedded;

/// <summary>Names the grain type of a class, which otherwise follows from the class name.</summary>
/// <param name="grainType">The name, the first part of every <see cref="GrainId"/> of the class.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    /// <summary>The name.</summary>
    public string GrainType { get; } = grainType;
}
