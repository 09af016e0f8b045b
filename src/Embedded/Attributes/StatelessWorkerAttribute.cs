namespace Actors.Embedded;

/// <summary>
/// One grain id may have several activations at once: a call takes an idle one, or makes another up to the limit, or
/// queues at one of them.
/// </summary>
/// <param name="maxLocalWorkers">The limit; the number of processors when not positive.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute(int maxLocalWorkers) : Attribute
{
    /// <summary>As many activations as there are processors.</summary>
    public StatelessWorkerAttribute() : this(0)
    {
    }

    /// <summary>The most activations of one grain id.</summary>
    public int MaxLocalWorkers { get; } = maxLocalWorkers > 0 ? maxLocalWorkers : Environment.ProcessorCount;
}
