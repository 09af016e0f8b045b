using System.Diagnostics.Metrics;

namespace Actors.Embedded;

/// <summary>The instruments of the meter <c>Actors.Embedded</c>.</summary>
internal sealed class ActorMetrics
{
    private readonly TimeProvider clock;
    private readonly Meter meter;
    private readonly Histogram<double> callDuration;

    public ActorMetrics(IMeterFactory meters, TimeProvider clock)
    {
        this.clock = clock;
        meter = meters.Create("Actors.Embedded");
        callDuration = meter.CreateHistogram<double>("actors.call.duration", "s", "How long calls run on their grain.");
    }

    public void Observe(ActivationDirectory directory) =>
        meter.CreateObservableUpDownCounter("actors.activations", () => directory.Count, "{activation}", "Grains in memory.");

    /// <summary>When a call began; 0 if nobody measures.</summary>
    public long Begin() => callDuration.Enabled ? clock.GetTimestamp() : 0;

    public void End(long began, GrainType grain, GrainMethod method, bool succeeded)
    {
        if (began == 0) return;
        callDuration.Record(
            clock.GetElapsedTime(began).TotalSeconds,
            new("grain", grain.ToString()), new("method", method.Name), new("outcome", succeeded ? "ok" : "error"));
    }
}
