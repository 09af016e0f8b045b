namespace Actors.Gateway.Mcp.Sessions;

/// <summary>A request of a session that is being worked on.</summary>
internal sealed class CallUnderWay(CallsUnderWay calls, string session, string request, EventStream? stream, long begunAt) : IDisposable
{
    private readonly CancellationTokenSource cancelled = new();

    /// <summary>The key of its session.</summary>
    public string Session => session;

    /// <summary>Its id, in JSON.</summary>
    public string Request => request;

    public EventStream? Stream => stream;

    public long BegunAt => begunAt;

    /// <summary>Whether the client wants no answer any more.</summary>
    public bool IsCancelled => cancelled.IsCancellationRequested;

    public CancellationToken Cancelled => cancelled.Token;

    public void Cancel()
    {
        try
        {
            cancelled.Cancel();
        }
        catch (ObjectDisposedException)
        {
            return; // it was over a moment ago
        }
    }

    public void Dispose()
    {
        calls.End(this);
        cancelled.Dispose();
    }
}
