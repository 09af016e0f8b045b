using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Actors.Gateway.Admission;
using Microsoft.AspNetCore.Connections;

namespace Actors.Gateway.Tests.Admission;

/// <summary>What a flood sends waits for the flood's own turn, before anything reads it.</summary>
public sealed class FairReadingTests
{
    private readonly ConcurrentQueue<string> order = new();
    private int arrived;

    [Theory]
    [InlineData("b", false)]
    [InlineData("192.0.2.1", true)] // a connection for each call
    public async Task What_a_quiet_tenant_sends_is_read_after_one_turn_of_a_flood(string line, bool isNew)
    {
        var reading = new FairReading(workers: 1);
        await Read(reading, "a");
        await Read(reading, line, isNew: isNew, belongsTo: "b");
        order.Clear();
        using var busy = new ManualResetEventSlim();
        var holding = new TaskCompletionSource();
        var first = Read(reading, "a", () =>
        {
            holding.SetResult();
            busy.Wait(TimeSpan.FromSeconds(30));
        });
        await holding.Task;
        Task[] flood = [.. Enumerable.Range(0, 100).Select(_ => Read(reading, "a"))];
        var quiet = Read(reading, "b");
        while (Volatile.Read(ref arrived) < 104 || ThreadPool.PendingWorkItemCount > 0) await Task.Delay(1);

        busy.Set();
        await Task.WhenAll([first, .. flood, quiet]);
        Assert.InRange(order.ToList().IndexOf("b"), 1, 2);
    }

    [Fact]
    public async Task While_others_call_too_a_flood_leaves_them_a_processor()
    {
        var reading = new FairReading(workers: 2);
        await Read(reading, "b");
        var (running, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Read(reading, "a", () =>
        {
            lock (order) most = Math.Max(most, ++running);
            Thread.Sleep(1);
            lock (order) running--;
        })));
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Who_calls_alone_has_every_processor()
    {
        var reading = new FairReading(workers: 1);
        await Read(reading, "a");
        await Read(reading, "192.0.2.1", isNew: true); // may be one more of theirs
        using var both = new Barrier(2);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(() => Read(reading, "a", () => Assert.True(both.SignalAndWait(TimeSpan.FromSeconds(30)))))));
    }

    [Fact]
    public async Task Everything_that_arrives_is_read_in_whole_and_in_order()
    {
        var reading = new FairReading(workers: 2);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async connection =>
        {
            var pipe = new Pipe();
            var reader = new FairReader(reading, pipe.Reader) { Line = $"t{connection % 3}" };
            var seen = new StringBuilder();
            var all = Task.Run(async () =>
            {
                while (true)
                {
                    var result = await reader.ReadAsync();
                    foreach (var part in result.Buffer) seen.Append(Encoding.ASCII.GetString(part.Span));
                    reader.AdvanceTo(result.Buffer.End);
                    if (result.IsCompleted) return;
                }
            });
            for (var i = 0; i < 200; i++) await pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes($"{i},"));
            await pipe.Writer.CompleteAsync();
            await all;
            Assert.Equal(string.Concat(Enumerable.Range(0, 200).Select(i => $"{i},")), seen.ToString());
        }));
    }

    [Fact]
    public async Task A_connection_that_breaks_says_so_to_whoever_reads_it()
    {
        var pipe = new Pipe();
        var reader = new FairReader(new FairReading(workers: 1), pipe.Reader) { Line = "a" };
        var pending = reader.ReadAsync();
        await pipe.Writer.CompleteAsync(new IOException("reset"));
        await Assert.ThrowsAsync<IOException>(async () => await pending);

        var calm = new Pipe();
        var canceled = new FairReader(new FairReading(workers: 1), calm.Reader) { Line = "a" };
        var waiting = canceled.ReadAsync();
        canceled.CancelPendingRead();
        Assert.True((await waiting).IsCanceled);
    }

    [Fact]
    public async Task Addresses_of_one_network_share_a_line()
    {
        var lines = new List<string>();
        var use = new FairReading(workers: 1).Use(connection =>
        {
            lines.Add(connection.Features.Get<FairReader>()!.Line);
            return Task.CompletedTask;
        });
        foreach (var address in (string[])["2001:db8::1", "2001:db8::2", "2001:db8:1::1", "192.0.2.1", "::ffff:192.0.2.1"])
        {
            await using var connection = new DefaultConnectionContext { RemoteEndPoint = new IPEndPoint(IPAddress.Parse(address), 1), Transport = new Duplex() };
            await use(connection);
        }

        Assert.Equal(["2001:db8::", "2001:db8::", "2001:db8:1::", "192.0.2.1", "192.0.2.1"], lines);
    }

    private sealed class Duplex : IDuplexPipe
    {
        private readonly Pipe pipe = new();

        public PipeReader Input => pipe.Reader;

        public PipeWriter Output => pipe.Writer;
    }

    /// <summary>Receives something on a connection of its own, and does the work in the turn that it gets.</summary>
    private async Task Read(FairReading reading, string line, Action? work = null, bool isNew = false, string? belongsTo = null)
    {
        var pipe = new Pipe();
        var reader = new FairReader(reading, pipe.Reader) { Line = line, HasBeenRead = !isNew };
        var turn = Turn();
        await pipe.Writer.WriteAsync(new byte[] { 1 });
        Interlocked.Increment(ref arrived);
        await turn;

        async Task Turn()
        {
            await reader.ReadAsync().ConfigureAwait(false); // goes on in the turn, as a server does
            order.Enqueue(line);
            if (belongsTo is not null) reader.BelongsTo(belongsTo);
            work?.Invoke();
        }
    }
}
