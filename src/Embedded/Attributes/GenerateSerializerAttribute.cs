namespace Actors.Embedded;

/// <summary>Marks a message or exception that crosses processes in a cluster. Embedded passes messages by reference and ignores it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
