using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Actors.Embedded.Tests.Support;

namespace Actors.Embedded.Tests;

public sealed class MetricsTests
{
    [Fact]
    public async Task Activations_and_the_duration_of_calls_are_measured()
    {
        await using var host = await TestHost.Start();
        using var listener = new MeterListener();
        var measured = new ConcurrentQueue<string>();
        var meters = host.Service<IMeterFactory>();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Scope == meters && instrument.Meter.Name == "Actors.Embedded") listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
            measured.Enqueue($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => measured.Enqueue($"{instrument.Name} {value}"));
        listener.Start();

        await host.Grains.GetGrain<ICalledGrain>("a").Nothing();
        await Assert.ThrowsAsync<DivideByZeroException>(() => host.Grains.GetGrain<ICalledGrain>("a").Fail("why"));
        listener.RecordObservableInstruments();

        Assert.Equal(
            ["actors.call.duration called ICalledGrain.Nothing ok", "actors.call.duration called ICalledGrain.Fail error", "actors.activations 1"],
            measured);
    }
}
