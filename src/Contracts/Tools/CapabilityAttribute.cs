namespace Actors.Contracts.Tools;

/// <summary>What callers other than the backend itself may ask of a grain: a method with one of these needs its scope, any other is refused.</summary>
public abstract class CapabilityAttribute : Attribute
{
    /// <summary>The scope a caller needs; one of <see cref="Contracts.Scopes"/>.</summary>
    public required string Scope { get; init; }
}
