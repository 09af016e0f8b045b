using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts.Tools;
using Actors.Gateway.Tools.Schemas;

namespace Actors.Gateway.Tools;

/// <summary>Reads the tools off the contracts: every <see cref="ToolAttribute"/> on a method of a <see cref="ToolSetAttribute"/> interface.</summary>
internal sealed class ToolCatalogBuilder(IGrainFactory grains, Assembly contracts)
{
    private readonly XmlDocs docs = XmlDocs.Of(contracts);

    /// <exception cref="InvalidOperationException">A contract is not fit to be a tool; the message says which and why.</exception>
    public ToolCatalog Build() => new([.. contracts.GetTypes()
        .Where(type => type.IsDefined(typeof(ToolSetAttribute)))
        .SelectMany(type => type.GetMethods())
        .Where(method => method.IsDefined(typeof(ToolAttribute)))
        .Select(Read)
        .OrderBy(tool => tool.Name, StringComparer.Ordinal)]);

    private Tool Read(MethodInfo method)
    {
        var declared = method.GetCustomAttribute<ToolAttribute>()!;
        var request = method.GetParameters() switch
        {
            [var only] when only.ParameterType == typeof(CancellationToken) => null,
            [var first, var last] when last.ParameterType == typeof(CancellationToken) => first.ParameterType,
            _ => throw Unfit(method, "takes one request record at most, and then a CancellationToken"),
        };
        var (result, streams) = ResultOf(method);
        var schemas = new ToolSchemas(docs);
        var input = schemas.Arguments(request);
        var route = ToolRoute.Parse(declared.Route);
        if (route.Parameters.FirstOrDefault(name => !input.GetProperty("properties").TryGetProperty(name, out _)) is { } unknown)
            throw Unfit(method, $"has {{{unknown}}} in its route, which is no argument");
        return new()
        {
            Declared = declared,
            Description = docs.Summary(method) ?? throw Unfit(method, "needs documentation: it is what callers read"),
            Route = route,
            InputSchema = input,
            OutputSchema = schemas.Result(result),
            Arguments = new(input),
            Invoker = Invoker(method, request, result, streams),
        };
    }

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

    /// <summary>Closes the generic invoker over the method's types, once, so that no call ever reflects.</summary>
    private ToolInvoker Invoker(MethodInfo method, Type? request, Type result, bool streams)
    {
        var bind = typeof(ToolCatalogBuilder).GetMethod(streams ? nameof(BindStream) : nameof(Bind), BindingFlags.NonPublic | BindingFlags.Instance)!;
        return (ToolInvoker)bind.MakeGenericMethod(method.DeclaringType!, request ?? typeof(object), result).Invoke(this, [method, request is not null])!;
    }

    private UnaryToolInvoker<TGrain, TRequest, TResult> Bind<TGrain, TRequest, TResult>(MethodInfo method, bool hasRequest) where TGrain : IGrainWithStringKey =>
        new(grains, Key(method), Request<TRequest>(hasRequest), (JsonTypeInfo<TResult>)ToolJson.Results.GetTypeInfo(typeof(TResult)),
            Open<TGrain, TRequest, Task<TResult>>(method, hasRequest));

    private StreamingToolInvoker<TGrain, TRequest, TResult> BindStream<TGrain, TRequest, TResult>(MethodInfo method, bool hasRequest) where TGrain : IGrainWithStringKey =>
        new(grains, Key(method), Request<TRequest>(hasRequest), (JsonTypeInfo<TResult>)ToolJson.Results.GetTypeInfo(typeof(TResult)),
            Open<TGrain, TRequest, IAsyncEnumerable<ToolUpdate<TResult>>>(method, hasRequest));

    private static JsonTypeInfo<TRequest>? Request<TRequest>(bool hasRequest) =>
        hasRequest ? (JsonTypeInfo<TRequest>)ToolJson.Arguments.GetTypeInfo(typeof(TRequest)) : null;

    private static Func<TGrain, TRequest?, CancellationToken, TReturn> Open<TGrain, TRequest, TReturn>(MethodInfo method, bool hasRequest)
    {
        if (hasRequest) return method.CreateDelegate<Func<TGrain, TRequest?, CancellationToken, TReturn>>();
        var bare = method.CreateDelegate<Func<TGrain, CancellationToken, TReturn>>();
        return (grain, _, cancellation) => bare(grain, cancellation);
    }

    private static ToolKey Key(MethodInfo method) => method.DeclaringType!.GetCustomAttribute<ToolSetAttribute>()!.Key;

    private static InvalidOperationException Unfit(MethodInfo method, string why) => new($"{method.DeclaringType!.Name}.{method.Name} {why}.");
}
