using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Embedded;

/// <summary>The parts of the runtime, for each other.</summary>
internal sealed class ActorRuntime
{
    private readonly Lazy<IIncomingGrainCallFilter[]> incoming;
    private readonly Lazy<IOutgoingGrainCallFilter[]> outgoing;

    public ActorRuntime(
        IServiceProvider services, IOptions<EmbeddedActorOptions> options, TimeProvider clock, GrainClasses classes,
        ActorMetrics metrics, ILogger<ActorRuntime> log)
    {
        (Services, Options, Clock, Classes, Metrics, Log) = (services, options.Value, clock, classes, metrics, log);
        Directory = new(this);
        Pending = new(clock, Options.ResponseTimeout);
        metrics.Observe(Directory);
        incoming = new(() => [.. services.GetServices<IIncomingGrainCallFilter>()]);
        outgoing = new(() => [.. services.GetServices<IOutgoingGrainCallFilter>()]);
    }

    public IServiceProvider Services { get; }

    public EmbeddedActorOptions Options { get; }

    public TimeProvider Clock { get; }

    public GrainClasses Classes { get; }

    public ActivationDirectory Directory { get; }

    public PendingCalls Pending { get; }

    public ActorMetrics Metrics { get; }

    public ILogger Log { get; }

    public IIncomingGrainCallFilter[] IncomingFilters => incoming.Value;

    public IOutgoingGrainCallFilter[] OutgoingFilters => outgoing.Value;

    /// <summary>Set when the host stops: calls from outside are refused, those that grains make go on.</summary>
    public bool IsDraining { get; set; }
}
