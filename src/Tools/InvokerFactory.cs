using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts.Tools;
using Actors.Tools.Schemas;

namespace Actors.Tools;

/// <summary>Closes the generic invokers over the types of contract methods, once, so that no call ever reflects.</summary>
internal sealed class InvokerFactory(IGrainFactory grains)
{
    /// <summary>The invoker of a method, with the types of its request, if it has one, and of its result.</summary>
    /// <exception cref="InvalidOperationException">The method has not the form of a capability; the message says which and why.</exception>
    public (ToolInvoker Invoker, Type? Request, Type Result) Of(MethodInfo method)
    {
        var takes = method.GetParameters().Select(parameter => parameter.ParameterType).ToArray();
        if (takes is not [.., var last] || last != typeof(CancellationToken) || takes.Length > (Asks(method) ? 3 : 2))
            throw Unfit(method, "takes one request record at most, then ClientAnswers if it asks its client, and then a CancellationToken");
        var request = takes.Length == (Asks(method) ? 3 : 2) ? takes[0] : null;
        var (result, streams) = ResultOf(method);
        var bind = typeof(InvokerFactory).GetMethod(streams ? nameof(BindStream) : nameof(Bind), BindingFlags.NonPublic | BindingFlags.Instance)!;
        var invoker = bind.MakeGenericMethod(method.DeclaringType!, request ?? typeof(object), result).Invoke(this, [method, request is not null])!;
        return ((ToolInvoker)invoker, request, result);
    }

    /// <summary>What is wrong with a contract, for its developer.</summary>
    public static InvalidOperationException Unfit(MethodInfo method, string why) => new($"{method.DeclaringType!.Name}.{method.Name} {why}.");

    private static (Type Result, bool Streams) ResultOf(MethodInfo method)
    {
        var type = method.ReturnType;
        if (!type.IsGenericType) throw Unfit(method, "returns nothing; a tool returns a record");
        var inner = type.GetGenericArguments()[0];
        if (type.GetGenericTypeDefinition() == typeof(Task<>)) return (inner, false);
        if (type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>) && inner.IsGenericType && inner.GetGenericTypeDefinition() == typeof(ToolUpdate<>))
            return (inner.GetGenericArguments()[0], true);
        throw Unfit(method, "returns neither a Task<T> nor an IAsyncEnumerable<ToolUpdate<T>>");
    }

    private UnaryToolInvoker<TGrain, TRequest, TResult> Bind<TGrain, TRequest, TResult>(MethodInfo method, bool hasRequest) where TGrain : IGrainWithStringKey =>
        new(grains, Key(method), Request<TRequest>(hasRequest), (JsonTypeInfo<TResult>)ToolJson.Results.GetTypeInfo(typeof(TResult)),
            Open<TGrain, TRequest, Task<TResult>>(method, hasRequest)) { Asks = Asks(method) };

    private StreamingToolInvoker<TGrain, TRequest, TResult> BindStream<TGrain, TRequest, TResult>(MethodInfo method, bool hasRequest) where TGrain : IGrainWithStringKey =>
        new(grains, Key(method), Request<TRequest>(hasRequest), (JsonTypeInfo<TResult>)ToolJson.Results.GetTypeInfo(typeof(TResult)),
            Open<TGrain, TRequest, IAsyncEnumerable<ToolUpdate<TResult>>>(method, hasRequest)) { Asks = Asks(method) };

    private static JsonTypeInfo<TRequest>? Request<TRequest>(bool hasRequest) =>
        hasRequest ? (JsonTypeInfo<TRequest>)ToolJson.Arguments.GetTypeInfo(typeof(TRequest)) : null;

    private static Func<TGrain, TRequest?, ClientAnswers, CancellationToken, TReturn> Open<TGrain, TRequest, TReturn>(MethodInfo method, bool hasRequest)
    {
        switch (hasRequest, Asks(method))
        {
            case (true, true): return method.CreateDelegate<Func<TGrain, TRequest?, ClientAnswers, CancellationToken, TReturn>>();
            case (true, false):
                var plain = method.CreateDelegate<Func<TGrain, TRequest?, CancellationToken, TReturn>>();
                return (grain, request, _, cancellation) => plain(grain, request, cancellation);
            case (false, true):
                var asking = method.CreateDelegate<Func<TGrain, ClientAnswers, CancellationToken, TReturn>>();
                return (grain, _, answers, cancellation) => asking(grain, answers, cancellation);
            default:
                var bare = method.CreateDelegate<Func<TGrain, CancellationToken, TReturn>>();
                return (grain, _, _, cancellation) => bare(grain, cancellation);
        }
    }

    private static bool Asks(MethodInfo method) => method.GetParameters().Any(parameter => parameter.ParameterType == typeof(ClientAnswers));

    private static ToolKey Key(MethodInfo method) => method.DeclaringType!.GetCustomAttribute<ToolSetAttribute>()!.Key;
}
