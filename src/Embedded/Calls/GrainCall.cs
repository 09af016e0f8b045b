using System.Reflection;

namespace Actors.Embedded;

/// <summary>A call on its way through filters, which are called in order; a filter may invoke the rest of the way more than once.</summary>
internal abstract class GrainCall(Request request, int filters) : IGrainCallContext
{
    private int stage;

    public IInvokable Request => request;

    public abstract object Grain { get; }

    public GrainId? SourceId => request.Source?.GrainId;

    public GrainId TargetId => request.Reference.GrainId;

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public object? Result { get; set; }

    public async Task Invoke()
    {
        var current = stage++;
        try
        {
            if (current < filters) await InvokeFilter(current);
            else Result = await InvokeTarget();
        }
        finally
        {
            stage = current;
        }
    }

    protected abstract Task InvokeFilter(int index);

    protected abstract Task<object?> InvokeTarget();
}
