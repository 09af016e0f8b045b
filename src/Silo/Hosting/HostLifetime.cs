namespace Actors.Silo.Hosting;

internal static class HostLifetime
{
    /// <summary>Waits until the host has started, and says whether it has: one that fails to start is to have changed nothing.</summary>
    public static async Task<bool> HasStarted(this IHostApplicationLifetime lifetime, CancellationToken stopping)
    {
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var whenStarted = lifetime.ApplicationStarted.Register(() => started.TrySetResult(true));
        using var whenStopping = stopping.Register(() => started.TrySetResult(false));
        return await started.Task;
    }
}
