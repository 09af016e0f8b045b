using System.Buffers;
using System.Text;
using Actors.Contracts;
using Actors.Contracts.Mcp;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Sessions;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>
/// The stream of a request within a session. What is sent is stored first, so that a client whose connection broke gets the rest
/// elsewhere. While the log is away, events are sent without ids: late is worse than not to be resumed.
/// </summary>
internal sealed class ResumableStream(HttpContext http, IGrainFactory grains, Session session, string request) : EventStream(http)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    private readonly IMcpStreamsGrain log = grains.GetGrain<IMcpStreamsGrain>(session.Key);
    private long stream;
    private DateTimeOffset renewed;
    private bool elsewhere, over;

    /// <inheritdoc />
    public override bool HasBegun => stream > 0;

    /// <inheritdoc />
    public override async Task Prime()
    {
        if (stream > 0) return;
        using (Caller.Platform(Http.CorrelationId()).Enter()) stream = await log.Begin(request, CancellationToken.None);
        if (!session.Version.HasPriming) return;
        // A client that was let go must not wait on this connection for its next answer.
        if (HttpProtocol.IsHttp11(Http.Request.Protocol)) Http.Response.Headers.Connection = "close";
        Open();
        var body = Http.Response.BodyWriter;
        new EventId(stream, stream).Write(body);
        body.Write(Encoding.ASCII.GetBytes($"retry: {EventId.Retry}\ndata: \n\n"));
        await body.FlushAsync();
    }

    /// <inheritdoc />
    public override Task Send(ReadOnlyMemory<byte> message) => Send(message, ends: false);

    /// <inheritdoc />
    public override Task Finish(ReadOnlyMemory<byte> message)
    {
        over = true;
        return message.IsEmpty && stream == 0 ? Task.CompletedTask : Send(message, ends: true);
    }

    /// <inheritdoc />
    public override async Task Disconnect()
    {
        if (stream == 0 || elsewhere || !session.Version.HasPriming) return;
        elsewhere = true;
        await Http.Response.CompleteAsync();
    }

    /// <inheritdoc />
    public override async Task KeepAlive()
    {
        await Prime();
        if (!elsewhere) await base.KeepAlive();
    }

    /// <inheritdoc />
    public override async Task Renew(DateTimeOffset now)
    {
        if (stream == 0 || over || now - renewed < Renewal) return;
        renewed = now;
        using (Caller.Platform(Http.CorrelationId()).Enter()) await log.Renew(stream, CancellationToken.None);
    }

    private async Task Send(ReadOnlyMemory<byte> message, bool ends)
    {
        var id = await Store(message, ends);
        if (elsewhere || message.IsEmpty) return;
        await Write(message, id);
    }

    private async Task<EventId?> Store(ReadOnlyMemory<byte> message, bool ends)
    {
        try
        {
            await Prime();
            using var _ = Caller.Platform(Http.CorrelationId()).Enter();
            var stored = await log.Append(new() { Stream = stream, Message = Encoding.UTF8.GetString(message.Span), Ends = ends }, CancellationToken.None);
            elsewhere |= stored.IsWatched;
            return new(stream, stored.Sequence);
        }
        catch (ActorException away) when (away.Error.Code is ErrorCodes.Unavailable or ErrorCodes.UnknownOutcome)
        {
            return null;
        }
    }
}
