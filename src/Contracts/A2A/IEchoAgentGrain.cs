namespace Actors.Contracts.A2A;

/// <summary>Answers each message with an artifact that holds the same parts.</summary>
[Agent("echo", Title = "Echo", Description = "Gives back what you send: to try a client, or a connection.", Version = "1.0.0", Modes = ["*/*"], Instant = true)]
[AgentSkill("echo", Title = "Echo", Description = "Gives back what you send, as an artifact.", Tags = ["test", "diagnostics"], Examples = ["Hello"])]
[PlatformOnly, Alias("agent_echo")]
public interface IEchoAgentGrain : IAgentGrain;
