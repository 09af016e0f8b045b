using System.Reflection;

namespace Actors.Embedded;

/// <summary>A call at its grain, on its way through the filters of the host and that of the grain itself.</summary>
internal sealed class IncomingCall<T>(Request<T> request, IIncomingGrainCallFilter[] filters)
    : GrainCall(request, filters.Length + (request.Target!.Class.FiltersItsCalls ? 1 : 0)), IIncomingGrainCallContext
{
    public override object Grain => request.Target!.GrainInstance!;

    public IGrainContext TargetContext => request.Target!;

    public MethodInfo ImplementationMethod => request.Target!.Class.Implementation(request.GetMethod());

    protected override Task InvokeFilter(int index) =>
        (index < filters.Length ? filters[index] : (IIncomingGrainCallFilter)Grain).Invoke(this);

    protected override async Task<object?> InvokeTarget() => await request.InvokeMethod();
}
