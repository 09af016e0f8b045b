using Actors.Contracts;
using Actors.Contracts.A2A;

namespace Actors.Conformance.Contracts;

/// <summary>An agent that asks much of its clients: an extension of the protocol, and nothing but plain text.</summary>
[Agent("strict", Title = "Strict", Description = "Answers plain text, to clients of its extension.", Version = "1.0.0", Modes = ["text/plain"])]
[AgentSkill("answer", Title = "Answer", Description = "Answers with a message.", Tags = ["test"])]
[AgentExtension("urn:a2a:tck:required-extension", Description = "Asks clients to declare it.", Required = true)]
[AgentExtension("urn:a2a:tck:other-extension", Description = "Does nothing.")]
[PlatformOnly, Alias("agent_strict")]
public interface IStrictAgentGrain : IAgentGrain;
