using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Mcp.HttpSse;

/// <summary>
/// Where messages to a client of the old transport go: to the one stream of its session, whichever gateway has it. The request
/// itself is accepted when there is something to send, so that until then it can still be refused.
/// </summary>
internal sealed class SessionStream(HttpContext http, IMcpStreamsGrain log) : EventStream(http)
{
    /// <summary>Lets the client go on while its request is worked on.</summary>
    public override async Task Prime()
    {
        if (Http.Response.HasStarted) return;
        await HttpAnswer.Accept(Http);
        // The connection is ours until the request is done; the client's next message must not wait for that.
        if (HttpProtocol.IsHttp11(Http.Request.Protocol)) Http.Response.Headers.Connection = "close";
        await Http.Response.CompleteAsync();
    }

    /// <inheritdoc />
    public override async Task Send(ReadOnlyMemory<byte> message)
    {
        await Prime();
        await Store(message);
    }

    /// <inheritdoc />
    public override async Task Finish(ReadOnlyMemory<byte> message)
    {
        if (!message.IsEmpty) await Store(message);
        if (!Http.Response.HasStarted) await HttpAnswer.Accept(Http);
    }

    /// <summary>The stream is kept alive where it is.</summary>
    public override Task KeepAlive() => Prime();

    private async Task Store(ReadOnlyMemory<byte> message)
    {
        using var _ = Caller.Platform(Http.CorrelationId()).Enter();
        await log.Append(new() { Stream = McpPosition.Standalone, Message = Encoding.UTF8.GetString(message.Span) }, CancellationToken.None);
    }
}
