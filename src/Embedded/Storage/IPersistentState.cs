namespace Actors.Embedded;

/// <summary>A grain's state: in memory here, in storage under the name the <see cref="PersistentStateAttribute"/> gives it.</summary>
/// <typeparam name="TState">The state; it has a constructor without parameters.</typeparam>
public interface IPersistentState<TState> : IStorage<TState>;
