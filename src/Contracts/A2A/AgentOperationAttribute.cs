using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A;

/// <summary>An operation of the A2A protocol on a grain of the caller's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AgentOperationAttribute : CapabilityAttribute
{
    /// <summary>The operation's name in the audit and in the usage; null where it changes nothing, and is in neither.</summary>
    public string? Audited { get; init; }
}
