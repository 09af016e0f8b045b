using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Embedded;

/// <summary>The base class of a grain. Its code runs one turn at a time, and its calls one after the other unless they may interleave.</summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>A grain of the activation that is being made.</summary>
    protected Grain() : this(Activation.Current)
    {
    }

    /// <summary>A grain of a given activation.</summary>
    protected Grain(IGrainContext? grainContext) => GrainContext = grainContext;

    /// <summary>The activation this instance lives in.</summary>
    [AllowNull]
    public IGrainContext GrainContext { get; }

    /// <summary>The grain's id as text: <c>type/key</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The services of this activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <summary>Runs before the first call, after persistent states were read. When it fails, so do the calls that wait for it.</summary>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Runs after the last call. A process that is killed does not run it.</summary>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running calls are done. Calls that come meanwhile reach the next activation.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps this activation for at least this long, idle or not. A negative time takes that back.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => ((Activation)GrainContext).DelayDeactivation(timeSpan);
}
