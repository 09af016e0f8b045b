using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Conformance.Contracts;

/// <summary>The agent that the A2A project's technology compatibility kit examines: it does what the prefix of a message's id says.</summary>
[Agent("tck", Title = "Compatibility kit", Description = "Does what the id of a message says, for whoever examines the protocol.", Version = "1.0.0", Modes = ["*/*"])]
[AgentSkill("scenarios", Title = "Scenarios", Description = "Ends, asks, rejects or streams, by the prefix of the message's id.", Tags = ["test"], Examples = ["tck-complete-task"])]
[PlatformOnly, Alias("agent_tck")]
public interface IKitAgentGrain : IAgentGrain;
