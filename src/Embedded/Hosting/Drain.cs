using Microsoft.Extensions.Hosting;

namespace Actors.Embedded;

/// <summary>
/// Ends the runtime with its host: refuses calls from outside, lets running ones finish for a while, then deactivates
/// every grain.
/// </summary>
internal sealed class Drain(ActorRuntime runtime) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        runtime.IsDraining = true;
        runtime.Log.Draining(runtime.Directory.Count);
        await WaitForCallsAsync(cancellationToken);
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is stopping.");
        while (runtime.Directory.All.ToArray() is { Length: > 0 } left)
        {
            foreach (var activation in left) activation.Deactivate(reason, cancellationToken);
            foreach (var activation in left.Where(activation => activation.IsBusy)) activation.ForceDeactivation(reason);
            await Task.WhenAll(left.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
        }
    }

    private async Task WaitForCallsAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(runtime.Options.DrainTimeout, runtime.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (runtime.Directory.All.Any(activation => activation.IsBusy) && !either.IsCancellationRequested)
            await Task.Delay(Pause, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var busy = runtime.Directory.All.Where(activation => activation.IsBusy).ToArray();
        if (busy.Length == 0) return;
        runtime.Log.DrainTimedOut(busy.Length, runtime.Options.DrainTimeout);
        foreach (var activation in busy)
            runtime.Pending.GiveUp(activation, new SiloUnavailableException("The process stopped before the call was done. Whether it took effect is unknown."));
    }
}
