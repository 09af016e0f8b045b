using System.Reflection;

namespace Actors.Contracts.Tools;

/// <summary>Contracts beside the product's own whose tools, resources and prompts a host offers as well. Registered as a service.</summary>
/// <param name="Assembly">The assembly, with its documentation file beside it.</param>
public sealed record ToolContracts(Assembly Assembly);
