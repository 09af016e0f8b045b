using System.Collections.Concurrent;
using Actors.Contracts;
using Actors.Contracts.Changes;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>One feed that is watched for all who listen here. When it was lost for a moment, they are told to look at everything again.</summary>
internal sealed partial class ChangeFeed : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly CancellationTokenSource stop = new();
    private readonly TaskCompletionSource connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IGrainFactory grains;
    private readonly ILogger logger;

    public ChangeFeed(string key, IGrainFactory grains, ILogger logger)
    {
        (Key, this.grains, this.logger) = (key, grains, logger);
        _ = Task.Run(Watch);
    }

    public string Key { get; }

    public ConcurrentDictionary<ChangeListener, byte> Listeners { get; } = new();

    /// <summary>Done when the feed is watched for the first time.</summary>
    public Task Connected => connected.Task;

    public void Dispose() => stop.Cancel();

    private async Task Watch()
    {
        using var _ = Caller.Platform("changes").Enter();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await foreach (var change in grains.GetGrain<IChangesGrain>(Key).Watch(stop.Token).WithCancellation(stop.Token)) Tell(change);
            }
            catch (Exception lost) when (!stop.IsCancellationRequested)
            {
                LogLost(lost, Key);
                await Task.Delay(Pause, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        stop.Dispose();
    }

    private void Tell(Change change)
    {
        if (change.Kind == ChangeKind.Nothing && connected.TrySetResult()) return;
        foreach (var listener in Listeners.Keys)
        {
            if (change.Kind == ChangeKind.Nothing) listener.HearAll();
            else listener.Hear(change);
        }
    }

    [LoggerMessage(LogLevel.Debug, "The changes of {Key} are watched anew")]
    private partial void LogLost(Exception lost, string key);
}
