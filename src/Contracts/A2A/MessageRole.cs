namespace Actors.Contracts.A2A;

/// <summary>Who says a message (A2A 1.0 §4.1.5).</summary>
[GenerateSerializer, Alias("a2a.MessageRole")]
public enum MessageRole
{
    /// <summary>The client.</summary>
    User,

    /// <summary>The agent.</summary>
    Agent,
}
