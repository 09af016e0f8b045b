namespace Actors.Contracts;

/// <summary>
/// Running the method twice with the same arguments leaves and answers the same as running it once, so a call of it that
/// was lost with its silo is sent again. A tool says the same by <see cref="Tools.ToolAttribute.Idempotent"/>, and
/// <c>[ReadOnly]</c> implies it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute;
