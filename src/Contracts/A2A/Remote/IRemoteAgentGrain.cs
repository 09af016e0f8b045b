namespace Actors.Contracts.A2A.Remote;

/// <summary>
/// Hands a task to an agent elsewhere, and follows it there: across restarts, never sending a message twice. The message says to which, by
/// <c>{"agent": name}</c> in its metadata; what proves who asks is the sender's own credential of the provider <c>agent.{name}</c>.
/// </summary>
[Agent("remote", Title = "Remote", Description = "Hands your message to an agent elsewhere that your organisation knows: name it in the message's metadata, {\"agent\": \"name\"}.", Version = "1.0.0", Modes = ["*/*"])]
[AgentSkill("delegate", Title = "Delegate", Description = "Hands a task to an agent elsewhere and brings back what it makes.", Tags = ["delegation", "a2a"])]
[PlatformOnly, Alias("agent_remote")]
public interface IRemoteAgentGrain : IAgentGrain
{
    /// <summary>Removes what is stored, if the task is gone.</summary>
    [Idempotent, Alias("expire")]
    Task Expire(CancellationToken cancellation);
}
