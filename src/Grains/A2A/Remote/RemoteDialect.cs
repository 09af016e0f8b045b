using Actors.Contracts.A2A.Remote;
using Actors.Wire;

namespace Actors.Grains.A2A.Remote;

/// <summary>How an agent elsewhere is spoken to: in which version and binding, by the words of its card.</summary>
internal sealed record RemoteDialect(bool Is10, bool IsRpc)
{
    public static RemoteDialect Of(RemoteAgent agent) => new(agent.Version == "1.0", agent.Binding == "JSONRPC");

    public WireWriter Writer => Is10 ? WireWriter.V10 : IsRpc ? WireWriter.V03 : WireWriter.V03Rest;

    public RemoteReader Reader => new(proto: !Is10 && !IsRpc);

    /// <summary>The member of a request that the message is in.</summary>
    public string Message => Is10 || IsRpc ? "message" : "request";

    public string ContentType => Is10 && !IsRpc ? "application/a2a+json" : "application/json";

    /// <summary>Where an operation of HTTP+JSON is: below <c>/v1</c> in 0.3, which some cards name themselves.</summary>
    public string Address(RemoteAgent agent, string path)
    {
        var url = agent.Url.TrimEnd('/');
        return Is10 || url.EndsWith("/v1", StringComparison.Ordinal) ? url + path : $"{url}/v1{path}";
    }
}
