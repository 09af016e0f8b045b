namespace Actors.Embedded;

/// <summary>One activation of a grain: the life of one instance of its class in memory.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>Which grain it is.</summary>
    GrainId GrainId { get; }

    /// <summary>The instance; null until it is made.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation, in a scope of its own.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended.</summary>
    Task Deactivated { get; }

    /// <summary>Ends the activation once its running calls are done. Calls that come meanwhile reach the next activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
