namespace Actors.Embedded;

/// <summary>Injects an <see cref="IPersistentState{TState}"/> that is read before the grain activates.</summary>
/// <param name="stateName">The name of the state, unique among grain classes.</param>
/// <param name="storageName">The key of the <see cref="IGrainStorage"/> service; <c>Default</c> when null.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>The name of the state.</summary>
    public string StateName { get; } = stateName;

    /// <summary>The key of the storage, or null for the default one.</summary>
    public string? StorageName { get; } = storageName;
}
