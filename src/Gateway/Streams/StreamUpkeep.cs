using System.Collections.Concurrent;
using Actors.Gateway.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Streams;

/// <summary>
/// Keeps long-lived streams alive, none by a timer of its own, and ends them: those whose credential is not good any more within fifteen
/// seconds, and all of them when the process stops, so that it need not wait for their clients.
/// </summary>
internal sealed partial class StreamUpkeep(Authenticator authenticator, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, ILogger<StreamUpkeep> logger)
    : BackgroundService
{
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 64 };

    // Each comment holds a buffer until it is sent: those of all streams at once would stay in the pool. One that its client does not read
    // is sent some day, or never.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(2), Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<StreamLife, byte> streams = new();

    /// <summary>Whether the credential that opened a stream of this resource is still good.</summary>
    public async ValueTask<bool> IsGood(HttpContext http, string resource) => (await authenticator.Authenticate(http, resource)).Caller is not null;

    internal void Add(StreamLife stream)
    {
        streams[stream] = 0;
        if (lifetime.ApplicationStopping.IsCancellationRequested) stream.End();
    }

    internal void Remove(StreamLife stream) => streams.TryRemove(stream, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var stream in streams.Keys) stream.End();
        });
        // To ask may take seconds while the database is away, and no comment waits for that.
        await Task.WhenAll(AtIntervals(EndUnlessLive, stoppingToken), AtIntervals(KeepAlive, stoppingToken));
    }

    private async Task AtIntervals(Func<StreamLife, Task> tend, CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(options.Value.KeepAlive);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Parallel.ForEachAsync(streams.Keys, AtOnce, async (stream, _) => await tend(stream));
        }
    }

    private async Task EndUnlessLive(StreamLife stream)
    {
        try
        {
            if (!await stream.IsLive()) stream.End();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogUnknown(failure);
        }
    }

    private async Task KeepAlive(StreamLife stream)
    {
        var comment = Comment(stream);
        if (!comment.IsCompleted) await Task.WhenAny(comment, Task.Delay(Patience, CancellationToken.None));
        await Task.Delay(Breath, CancellationToken.None);
    }

    private async Task Comment(StreamLife stream)
    {
        try
        {
            await stream.KeepAlive();
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogSkipped(failure);
        }
    }

    [LoggerMessage(LogLevel.Debug, "Whether a stream's credential is still good could not be asked")]
    private partial void LogUnknown(Exception failure);

    [LoggerMessage(LogLevel.Debug, "A stream was not kept alive this time")]
    private partial void LogSkipped(Exception failure);
}
