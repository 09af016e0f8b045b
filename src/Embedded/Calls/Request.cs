using System.Reflection;

namespace Actors.Embedded;

/// <summary>A call on its way, whatever its result: what is called, by whom, and when it is given up.</summary>
internal abstract class Request : Turn, IInvokable
{
    private readonly CancellationTokenSource? cancellation;
    private readonly CancellationTokenRegistration registration;

    protected Request(GrainReference reference, GrainMethod method, object?[] arguments)
    {
        (Reference, Method, Arguments) = (reference, method, arguments);
        if (method.CancellationIndex < 0 || method.IsStream) return;
        cancellation = new();
        CallersToken = (CancellationToken)arguments[method.CancellationIndex]!;
        arguments[method.CancellationIndex] = cancellation.Token;
        if (CallersToken.CanBeCanceled)
            registration = CallersToken.UnsafeRegister(static request => ((Request)request!).CancelByCaller(), this);
    }

    public GrainReference Reference { get; }

    public GrainMethod Method { get; }

    /// <summary>The activation that calls; null when the call comes from outside any grain.</summary>
    public Activation? Source { get; } = Activation.Current;

    public override bool Interleaves => Method.Interleaves;

    public override bool IsReadOnly => Method.IsReadOnly;

    public override bool IsOneWay => Method.IsOneWay;

    /// <summary>The place among those that can time out, and the timestamp when it does; <see cref="PendingCalls"/> keeps both.</summary>
    public (LinkedListNode<Request>? Place, long Deadline) Pending { get; set; }

    protected object?[] Arguments { get; }

    protected CancellationToken CallersToken { get; }

    protected ActorRuntime Runtime => Reference.Runtime;

    /// <summary>Nobody waits for the result any more.</summary>
    protected abstract bool IsAbandoned { get; }

    public int GetArgumentCount() => Arguments.Length;

    public object? GetArgument(int index) => Arguments[index];

    public void SetArgument(int index, object value) => Arguments[index] = value;

    public string GetMethodName() => Method.Contract.Name;

    public string GetInterfaceName() => GetInterfaceType().FullName!;

    public MethodInfo GetMethod() => Method.Contract;

    public Type GetInterfaceType() => Method.Contract.DeclaringType!;

    /// <summary>Ends the caller's waiting, and cancels the token that the grain was given.</summary>
    public void GiveUp(Exception reason)
    {
        Abandon(reason);
        _ = cancellation?.CancelAsync();
    }

    public override bool MovesOn(Exception? failure)
    {
        if (IsAbandoned) return false;
        if (failure is not null) Abandon(failure);
        return failure is null;
    }

    /// <summary>Ends the caller's waiting.</summary>
    protected abstract void Abandon(Exception reason);

    protected void LetGoOfCallersToken() => registration.Unregister();

    private void CancelByCaller() => GiveUp(new OperationCanceledException(CallersToken));
}

/// <summary>
/// A call with its result. Where the grain was free and had the result at once, the caller is handed the grain's own
/// task; only a caller that must wait costs a task of its own, a place in the time-outs and the rest.
/// </summary>
/// <typeparam name="T">The result.</typeparam>
internal sealed class Request<T>(GrainReference reference, GrainMethod<T> method, object?[] arguments) : Request(reference, method, arguments)
{
    /// <summary>Null at first; then the result, or the source that the waiting caller was given, whichever comes first.</summary>
    private object? outcome;

    protected override bool IsAbandoned => outcome is Task<T> or TaskCompletionSource<T> { Task.IsCompleted: true };

    public Task<T> Send() => Runtime.OutgoingFilters is { Length: > 0 } filters ? SendThrough(filters) : SendNow();

    /// <summary>Calls the grain's method itself, past all filters.</summary>
    public Task<T> InvokeMethod()
    {
        try
        {
            return method.Invoke(Target!.GrainInstance!, Arguments);
        }
        catch (Exception failure)
        {
            return Task.FromException<T>(failure);
        }
    }

    public Task<T> SendNow()
    {
        if (CallersToken.IsCancellationRequested) return Task.FromCanceled<T>(CallersToken);
        if (Runtime.IsDraining && Source is null) return Task.FromException<T>(new SiloUnavailableException());
        Runtime.Directory.Dispatch(this, Reference.GrainId, Reference.Class);
        if (IsOneWay) return Task.FromResult(default(T)!);
        if (outcome is Task<T> done) return done;
        var waiting = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Interlocked.CompareExchange(ref outcome, waiting, null) is Task<T> result) return result;
        Runtime.Pending.Add(this, Method.Timeout);
        if (waiting.Task.IsCompleted) Runtime.Pending.Remove(this);
        return waiting.Task;
    }

    protected override async Task RunAsync()
    {
        if (IsAbandoned)
        {
            Target!.Release(this);
            return;
        }
        var started = Runtime.Metrics.Begin();
        var result = Runtime.IncomingFilters.Length > 0 || Target!.Class.FiltersItsCalls ? InvokeThroughFilters() : InvokeMethod();
        if (!result.IsCompleted)
            await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        Target!.Release(this);
        Runtime.Metrics.End(started, Reference.GrainId.Type, Method, result.IsCompletedSuccessfully);
        Complete(result);
    }

    protected override void Abandon(Exception reason)
    {
        var task = reason is OperationCanceledException { CancellationToken: { IsCancellationRequested: true } token }
            ? Task.FromCanceled<T>(token)
            : Task.FromException<T>(reason);
        if (Interlocked.CompareExchange(ref outcome, task, null) is TaskCompletionSource<T> waiting) waiting.TrySetFromTask(task);
    }

    private void Complete(Task<T> result)
    {
        LetGoOfCallersToken();
        var told = Interlocked.CompareExchange(ref outcome, result, null) switch
        {
            null => !IsOneWay,
            TaskCompletionSource<T> waiting => waiting.TrySetFromTask(result),
            _ => false,
        };
        Runtime.Pending.Remove(this);
        if (!told && result.Exception is { InnerException: { } failure })
            Runtime.Log.FailedUnobserved(failure, Method.Name, Reference.GrainId);
    }

    private async Task<T> InvokeThroughFilters()
    {
        var call = new IncomingCall<T>(this, Runtime.IncomingFilters);
        await call.Invoke();
        return call.Result is T result ? result : default!;
    }

    private async Task<T> SendThrough(IOutgoingGrainCallFilter[] filters)
    {
        var call = new OutgoingCall<T>(this, filters);
        await call.Invoke();
        return call.Result is T result ? result : default!;
    }
}
