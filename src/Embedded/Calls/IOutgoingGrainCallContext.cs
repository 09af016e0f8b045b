namespace Actors.Embedded;

/// <summary>A call that leaves its caller.</summary>
public interface IOutgoingGrainCallContext : IGrainCallContext
{
    /// <summary>The activation that calls; null when the call comes from outside any grain.</summary>
    IGrainContext? SourceContext { get; }
}
