using System.Reflection;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Silo.Cluster;

/// <summary>What may be done with a call of a contract method when nobody knows whether it ran.</summary>
/// <param name="Idempotent">Running it twice is the same as running it once.</param>
/// <param name="CancellationIndex">Which argument is its cancellation token, or -1.</param>
internal sealed record CallRules(bool Idempotent, int CancellationIndex)
{
    /// <summary>The rules of a method of ours, or of a stream that such a method returned; null for the runtime's own calls.</summary>
    public static CallRules? Of(MethodInfo method) =>
        method.DeclaringType!.Assembly == typeof(Caller).Assembly || method.DeclaringType == typeof(IAsyncEnumerableGrainExtension)
            ? new CallRules(IsIdempotent(method), Array.FindIndex(method.GetParameters(), p => p.ParameterType == typeof(CancellationToken)))
            : null;

    /// <summary>The cancellation token of a call that has these rules.</summary>
    public CancellationToken CancellationOf(IInvokable call) =>
        CancellationIndex >= 0 && call.GetArgument(CancellationIndex) is CancellationToken token ? token : CancellationToken.None;

    private static bool IsIdempotent(MethodInfo method) =>
        method.IsDefined(typeof(ReadOnlyAttribute))
        || method.IsDefined(typeof(IdempotentAttribute))
        || method.GetCustomAttribute<ToolAttribute>() is { Idempotent: true } or { ReadOnly: true };
}
