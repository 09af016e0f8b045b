namespace Actors.Embedded;

/// <summary>A call at its caller, on its way through the outgoing filters.</summary>
internal sealed class OutgoingCall<T>(Request<T> request, IOutgoingGrainCallFilter[] filters)
    : GrainCall(request, filters.Length), IOutgoingGrainCallContext
{
    public override object Grain => request.Reference;

    public IGrainContext? SourceContext => request.Source;

    protected override Task InvokeFilter(int index) => filters[index].Invoke(this);

    protected override async Task<object?> InvokeTarget() => await request.SendNow();
}
