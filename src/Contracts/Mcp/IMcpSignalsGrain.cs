namespace Actors.Contracts.Mcp;

/// <summary>
/// Passes what the client of a session says about requests under way to the gateways that work on them. Remembers nothing
/// durably. Key: that of its <see cref="IMcpSessionGrain"/>.
/// </summary>
[PlatformOnly, Alias("mcp_signals")]
public interface IMcpSignalsGrain : IGrainWithStringKey
{
    /// <summary>Tells every gateway that listens, and those that begin to within the next seconds.</summary>
    [Idempotent, Alias("send")]
    Task Send(McpSignal signal, CancellationToken cancellation);

    /// <summary>All signals from now on, after a first one that is empty.</summary>
    [Idempotent, Alias("listen")]
    IAsyncEnumerable<McpSignal> Listen(CancellationToken cancellation);
}
