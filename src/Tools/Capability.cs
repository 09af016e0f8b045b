namespace Actors.Tools;

/// <summary>A contract method that is no tool by itself but serves some: a list of resources, a completion.</summary>
/// <param name="Scope">The scope a caller needs.</param>
/// <param name="Invoker">Reaches the grain.</param>
public sealed record Capability(string Scope, ToolInvoker Invoker);
