using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;

namespace Actors.Gateway.Admission;

/// <summary>
/// Shares the processors among tenants, from before a request is parsed: what arrives on a connection waits in the line of the
/// tenant whom the connection last served, or of the network it comes from while that is unknown, and the lines take turns. A turn
/// is what runs until the request first waits for something. While others call too, no line has more than three quarters of the turns at a time.
/// </summary>
/// <remarks>
/// Many calls never leave the processor. Without this, a flood would wait in the thread pool, where all tenants share one line, and each
/// of its requests would be parsed and its credential checked before anybody asks whose turn it is. Where a proxy sends several tenants'
/// requests over one connection, or many over one connection of HTTP/2, only <see cref="FairTurns"/> tells them apart.
/// </remarks>
/// <param name="workers">How many turns run at a time.</param>
internal sealed class FairReading(int workers) : IThreadPoolWorkItem
{
    private const int Together = 1_000, Alone = 10_000; // milliseconds
    private const int InARow = 8;

    private readonly Lock gate = new();
    private readonly Dictionary<string, Line> lines = new(StringComparer.Ordinal);
    private readonly Queue<Line> turns = new();
    private int working, called;
    private volatile string? latest;
    private long changedAt = -Alone;

    /// <summary>The middleware of a connection.</summary>
    public ConnectionDelegate Use(ConnectionDelegate next) => async connection =>
    {
        var transport = connection.Transport;
        var reader = new FairReader(this, transport.Input) { Line = connection.RemoteEndPoint is IPEndPoint { Address: var address } ? ClientNetwork.Of(address).ToString() : "" };
        connection.Features.Set(reader);
        connection.Transport = new Fair(reader, transport.Output);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    };

    /// <summary>Lets the reader proceed, at once where nobody waits or nobody else has called for a while, or when it is its line's turn.</summary>
    public void Enter(FairReader reader)
    {
        if (latest == reader.Line && Unchanged >= Alone)
        {
            reader.Proceed();
            return;
        }

        Line line;
        lock (gate)
        {
            if (!lines.TryGetValue(reader.Line, out line!)) lines[reader.Line] = line = new(reader.Line);
            if (reader.HasBeenRead) Note(line.Name); // else its line is a guess
            if (working >= workers || turns.Count > 0 || line.Running >= Most)
            {
                line.Waiting.Enqueue(reader);
                Queue(line);
                Call();
                return;
            }

            working++;
            line.Running++;
        }

        reader.Proceed();
        lock (gate)
        {
            working--;
            End(line);
            Call();
        }
    }

    /// <summary>Takes note of who calls, and so of whether they do alone.</summary>
    public void Note(string caller)
    {
        if (latest == caller) return;
        lock (gate)
        {
            if (latest is not null) Volatile.Write(ref changedAt, Environment.TickCount64);
            latest = caller;
        }
    }

    /// <summary>
    /// Gives turns, some in a row since to be called costs as much as a small one. Then it is called anew, at the end of the pool's
    /// queue: what has arrived in the meantime gets in its line first.
    /// </summary>
    void IThreadPoolWorkItem.Execute()
    {
        Line? line = null;
        for (var given = 0; ; given++)
        {
            FairReader reader;
            lock (gate)
            {
                if (line is null) called--;
                else End(line);
                if (given == InARow || !turns.TryDequeue(out line))
                {
                    working--;
                    Call();
                    return;
                }

                line.IsQueued = false;
                line.Running++;
                reader = line.Waiting.Dequeue();
                Queue(line);
                Call();
            }

            reader.Proceed();
        }
    }

    /// <summary>For how long only one line has called.</summary>
    private long Unchanged => Environment.TickCount64 - Volatile.Read(ref changedAt);

    private int Most => Unchanged < Together ? Math.Max(1, workers * 3 / 4) : workers;

    private void End(Line line)
    {
        line.Running--;
        if (line.Running == 0 && line.Waiting.Count == 0) lines.Remove(line.Name);
        else Queue(line);
    }

    private void Queue(Line line)
    {
        if (line.IsQueued || line.Waiting.Count == 0 || line.Running >= Most) return;
        line.IsQueued = true;
        turns.Enqueue(line);
    }

    /// <summary>Calls a worker, if there is one and a line waits.</summary>
    private void Call()
    {
        if (working >= workers || called >= turns.Count) return;
        working++;
        called++;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private sealed record Fair(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    /// <summary>One tenant's turns: how many run, and what waits for one.</summary>
    private sealed class Line(string name)
    {
        public string Name => name;

        public Queue<FairReader> Waiting { get; } = new();

        public int Running { get; set; }

        public bool IsQueued { get; set; }
    }
}
