using System.Text.Json;

namespace Actors.Gateway.Mcp;

/// <summary>The way from a running call back to the client of a legacy session, whichever gateway its answers reach.</summary>
internal interface IClientChannel
{
    /// <summary>What the client said it can do, when the session began.</summary>
    JsonElement Capabilities { get; }

    /// <summary>The least severe log message that the client wants, or null where it has not said.</summary>
    string? LogLevel { get; }

    /// <summary>Sends a request on the call's stream, and waits for its result.</summary>
    /// <exception cref="Contracts.ActorException">The client answered with an error, or not in time.</exception>
    Task<JsonElement> Ask(string method, string parameters, CancellationToken cancellation);
}
