namespace Actors.Embedded;

internal sealed class Activation : IGrainContext
{
    public static Activation? Current => null;

    public GrainId GrainId => throw new NotSupportedException();

    public object? GrainInstance => throw new NotSupportedException();

    public IServiceProvider ActivationServices => throw new NotSupportedException();

    public Task Deactivated => throw new NotSupportedException();

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public void DelayDeactivation(TimeSpan time) => throw new NotSupportedException();

    public IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options) => throw new NotSupportedException();
}
