using System.Diagnostics.Metrics;

namespace Actors.Embedded;

/// <summary>The instruments of the meter <c>Actors.Embedded</c>.</summary>
internal sealed class ActorMetrics
{
    private readonly Meter meter;
    private readonly Histogram<double> callDuration;

    public ActorMetrics(IMeterFactory meters)
    {
        meter = meters.Create("Actors.Embedded");
        callDuration = meter.CreateHistogram<double>("actors.call.duration", "s", "How long calls run on their grain.");
    }

    public void Observe(ActivationDirectory directory) =>
        meter.CreateObservableUpDownCounter("actors.activations", () => directory.Count, "{activation}", "Grains in memory.");

    public void Record(GrainType grain, GrainMethod method, TimeSpan duration, bool succeeded)
    {
        if (callDuration.Enabled)
            callDuration.Record(duration.TotalSeconds, new("grain", grain.ToString()), new("method", method.Name), new("outcome", succeeded ? "ok" : "error"));
    }
}
