using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Infrastructure;

/// <summary>Which contract method a call reaches, as far as authority is concerned.</summary>
internal static class GuardedMethod
{
    /// <summary>The contract method, or null for what the runtime itself calls, such as a reminder.</summary>
    /// <remarks>
    /// Orleans sends a streaming call as three calls of its enumerator extension. The first carries the contract method
    /// inside; the later ones carry only the unguessable id that the first one chose, and are held to the tenant.
    /// </remarks>
    public static MethodInfo? Of(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod is not { } method)
            return null;
        if (method.DeclaringType == typeof(IAsyncEnumerableGrainExtension))
            return StreamedMethod(context.Request) ?? method;
        return method.DeclaringType!.Assembly == typeof(Caller).Assembly || method.IsDefined(typeof(CapabilityAttribute)) ? method : null;
    }

    private static MethodInfo? StreamedMethod(IInvokable call) =>
        call.GetArgumentCount() > 1 && call.GetArgument(1) is IInvokable request ? request.GetMethod() : null;
}
