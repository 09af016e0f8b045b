using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;

namespace Actors.Gateway.Mcp.HttpSse;

/// <summary>
/// Where messages to a client of the old transport go: to the one stream of its session, whichever gateway has it. The request
/// itself is accepted when there is something to send, so that until then it can still be refused. One that was accepted is noted
/// first: if it is lost here, or its answer cannot be stored, the session says so.
/// </summary>
internal sealed class SessionStream(HttpContext http, IMcpStreamsGrain log, string request) : EventStream(http)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    private long accepted;
    private DateTimeOffset renewed;
    private bool over;

    /// <inheritdoc />
    public override bool HasBegun => accepted > 0;

    /// <summary>Lets the client go on while its request is worked on.</summary>
    public override async Task Prime()
    {
        if (HasBegun) return;
        using (Enter()) accepted = await log.Begin(request, CancellationToken.None);
        await HttpAnswer.Accept(Http);
        // The connection is ours until the request is done; the client's next message must not wait for that.
        if (HttpProtocol.IsHttp11(Http.Request.Protocol)) Http.Response.Headers.Connection = "close";
        await Http.Response.CompleteAsync();
    }

    /// <inheritdoc />
    public override async Task Send(ReadOnlyMemory<byte> message)
    {
        await Prime();
        await Append(new() { Stream = McpPosition.Standalone, Message = Encoding.UTF8.GetString(message.Span) });
    }

    /// <inheritdoc />
    public override async Task Finish(ReadOnlyMemory<byte> message)
    {
        over = true;
        if (!message.IsEmpty) await Append(new() { Stream = McpPosition.Standalone, Message = Encoding.UTF8.GetString(message.Span), Answers = HasBegun ? accepted : null });
        else if (HasBegun) await Append(new() { Stream = accepted, Message = "", Ends = true });
        if (!Http.Response.HasStarted) await HttpAnswer.Accept(Http);
    }

    /// <summary>The stream is kept alive where it is.</summary>
    public override Task KeepAlive() => Prime();

    /// <inheritdoc />
    public override async Task Renew(DateTimeOffset now)
    {
        if (!HasBegun || over || now - renewed < Renewal) return;
        renewed = now;
        using (Enter()) await log.Renew(accepted, CancellationToken.None);
    }

    private async Task Append(AppendMcpEvent next)
    {
        using (Enter()) await log.Append(next, CancellationToken.None);
    }

    private Caller.Entered Enter() => Caller.Platform(Http.CorrelationId()).Enter();
}
