namespace Actors.Contracts.A2A;

/// <summary>
/// Does what a message asks for by calling a tool in the sender's name: exactly, where a part of data names the
/// <c>tool</c> and its <c>arguments</c>, or what a text seems to mean. It asks for what is missing.
/// </summary>
[Agent("concierge", Title = "Concierge", Version = "1.0.0", Modes = ["text/plain", "application/json"], OffersTools = true,
    Description = "Does what you ask for with the tools of this backend: in words, or exactly, with a part of data like {\"tool\": \"list_goals\", \"arguments\": {}}. It asks for what is missing.")]
[PlatformOnly, Alias("agent_concierge")]
public interface IConciergeAgentGrain : IAgentGrain;
