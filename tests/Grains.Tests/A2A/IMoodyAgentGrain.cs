using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Grains.Tests.A2A;

/// <summary>An agent that does what it is told: wait, ask, throw, or count.</summary>
[Agent("moody", Title = "Moody", Description = "Does what it is told.", Version = "1.0.0", Modes = ["text/plain"])]
[PlatformOnly, Alias("agent_moody")]
public interface IMoodyAgentGrain : IAgentGrain;
