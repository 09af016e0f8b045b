using System.Reflection;

namespace Actors.Embedded;

/// <summary>A method of a grain interface: what its attributes say, and how it is called at both ends.</summary>
internal abstract class GrainMethod
{
    protected GrainMethod(MethodInfo contract)
    {
        Contract = contract;
        Name = $"{contract.DeclaringType!.Name}.{contract.Name}";
        IsStream = contract.ReturnType.Name == typeof(IAsyncEnumerable<>).Name;
        Interleaves = IsStream || contract.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = contract.IsDefined(typeof(ReadOnlyAttribute));
        IsOneWay = contract.IsDefined(typeof(OneWayAttribute));
        Timeout = contract.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        CancellationIndex = Array.FindIndex(contract.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
    }

    public MethodInfo Contract { get; }

    public string Name { get; }

    /// <summary>It returns a stream, which is stopped by its consumer; see <see cref="GrainStream{T}"/>.</summary>
    public bool IsStream { get; }

    public bool Interleaves { get; }

    public bool IsReadOnly { get; }

    public bool IsOneWay { get; }

    /// <summary>How long a caller waits; null for the default.</summary>
    public TimeSpan? Timeout { get; }

    /// <summary>Which argument is the cancellation token; -1 if none is.</summary>
    public int CancellationIndex { get; }

    public static GrainMethod Of(MethodInfo contract)
    {
        var result = contract.ReturnType;
        if (result == typeof(Task)) return new GrainMethod<Nothing>(contract, static task => Nothing.When((Task)task), static task => task);
        if (result == typeof(ValueTask))
            return new GrainMethod<Nothing>(contract, static task => Nothing.When(((ValueTask)task).AsTask()), static task => new ValueTask(task));
        var factory = result.Name switch
        {
            "Task`1" => nameof(OfTask),
            "ValueTask`1" => nameof(OfValueTask),
            "IAsyncEnumerable`1" => nameof(OfStream),
            _ => throw new NotSupportedException(
                $"{contract.DeclaringType}.{contract.Name} returns {result}. A grain method returns Task, ValueTask or IAsyncEnumerable."),
        };
        return (GrainMethod)typeof(GrainMethod).GetMethod(factory, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(result.GenericTypeArguments).Invoke(null, [contract])!;
    }

    /// <summary>Calls the grain, and returns what the contract's method returns.</summary>
    public abstract object Call(GrainReference reference, object?[] arguments);

    private static GrainMethod<T> OfTask<T>(MethodInfo contract) => new(contract, static task => (Task<T>)task, static task => task);

    private static GrainMethod<T> OfValueTask<T>(MethodInfo contract) =>
        new(contract, static task => ((ValueTask<T>)task).AsTask(), static task => new ValueTask<T>(task));

    private static StreamMethod<T> OfStream<T>(MethodInfo contract) => new(contract);
}

/// <summary>A method that runs to one result.</summary>
/// <param name="contract">The method.</param>
/// <param name="fromGrain">Makes a task of what the grain returns.</param>
/// <param name="toCaller">Makes of a task what the caller is given.</param>
/// <typeparam name="T">The result.</typeparam>
internal class GrainMethod<T>(MethodInfo contract, Func<object, Task<T>> fromGrain, Func<Task<T>, object> toCaller) : GrainMethod(contract)
{
    private readonly MethodInvoker invoker = MethodInvoker.Create(contract);

    public override object Call(GrainReference reference, object?[] arguments) =>
        toCaller(new Request<T>(reference, this, arguments).Send());

    /// <summary>Runs on the grain's scheduler.</summary>
    public Task<T> Invoke(object grain, object?[] arguments) => fromGrain(
        invoker.Invoke(grain, new Span<object?>(arguments)) ?? throw new InvalidOperationException($"{Name} returned null."));
}
