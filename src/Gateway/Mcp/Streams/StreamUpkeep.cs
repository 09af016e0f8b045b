using System.Collections.Concurrent;
using Actors.Gateway.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Mcp.Streams;

/// <summary>
/// Keeps long-lived streams alive, all by one timer, and ends them: those whose credential is not good any more within fifteen
/// seconds, and all of them when the process stops, so that it need not wait for their clients.
/// </summary>
internal sealed partial class StreamUpkeep(Authenticator authenticator, IOptions<StreamOptions> options, IHostApplicationLifetime lifetime, ILogger<StreamUpkeep> logger)
    : BackgroundService
{
    private readonly ConcurrentDictionary<LongStream, byte> streams = new();

    /// <summary>Opens a stream on behalf of the request's caller.</summary>
    public LongStream Open(HttpContext http, Func<ValueTask<bool>> isLive) => new(http, this,
        async () => (await authenticator.Authenticate(http, McpEndpoints.Path)).Caller is not null && await isLive());

    internal void Add(LongStream stream)
    {
        streams[stream] = 0;
        if (lifetime.ApplicationStopping.IsCancellationRequested) stream.End();
    }

    internal void Remove(LongStream stream) => streams.TryRemove(stream, out _);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(() =>
        {
            foreach (var stream in streams.Keys) stream.End();
        });
        using var timer = new PeriodicTimer(options.Value.KeepAlive);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            foreach (var stream in streams.Keys) await KeepUp(stream);
        }
    }

    private async Task KeepUp(LongStream stream)
    {
        try
        {
            if (!await stream.IsLive()) stream.End();
            else if (stream.IsOpen) await stream.KeepAlive(); // how it opens is for its first event to say
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            LogSkipped(failure);
        }
    }

    [LoggerMessage(LogLevel.Debug, "A stream was not kept alive this time")]
    private partial void LogSkipped(Exception failure);
}
