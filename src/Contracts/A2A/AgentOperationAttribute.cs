using Actors.Contracts.Tools;

namespace Actors.Contracts.A2A;

/// <summary>An operation of the A2A protocol on a grain of the caller's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AgentOperationAttribute : CapabilityAttribute;
