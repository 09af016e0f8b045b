using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Grains.Infrastructure;

/// <summary>Which contract method a call reaches, as far as authority is concerned.</summary>
internal static class GuardedMethod
{
    /// <summary>The contract method, or null for what the runtime itself calls, such as a reminder.</summary>
    public static MethodInfo? Of(IIncomingGrainCallContext context) =>
        context.InterfaceMethod is { } method && (method.DeclaringType!.Assembly == typeof(Caller).Assembly || method.IsDefined(typeof(CapabilityAttribute))) ? method : null;
}
