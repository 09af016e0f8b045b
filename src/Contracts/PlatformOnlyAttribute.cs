namespace Actors.Contracts;

/// <summary>
/// The method answers only the backend itself (<see cref="Caller.Platform"/>), never a user or a client. Every
/// contract method is either a tool with a scope or carries this.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Interface)]
public sealed class PlatformOnlyAttribute : Attribute;
