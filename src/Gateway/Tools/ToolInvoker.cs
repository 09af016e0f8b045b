using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Gateway.Tools;

/// <summary>
/// Turns a tool call into a grain call: arguments in JSON to the request record, the caller to the grain's key, the
/// result to UTF-8 JSON. Arguments have been validated; scope and tenant are checked again by the silo.
/// </summary>
internal abstract class ToolInvoker
{
    public virtual bool Streams => false;

    /// <summary>Calls a tool that answers at once.</summary>
    public virtual Task<ReadOnlyMemory<byte>> Call(Caller caller, JsonElement arguments, CancellationToken cancellation) =>
        throw new InvalidOperationException("This tool answers in steps.");

    /// <summary>Calls a tool that answers in steps.</summary>
    public virtual IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, CancellationToken cancellation) =>
        throw new InvalidOperationException("This tool answers at once.");

    protected static string Key(ToolKey key, Caller caller) => key switch
    {
        ToolKey.Tenant => GrainKeys.Tenant(caller.Tenant),
        ToolKey.User when caller.User is { } user => GrainKeys.User(caller.Tenant, user),
        _ => throw new ActorException(ErrorCodes.InvalidArgument, "This works for a person only; the client that called acts for none."),
    };
}

/// <summary>A tool whose grain method returns one result.</summary>
internal sealed class ToolInvoker<TGrain, TRequest, TResult>(
    IGrainFactory grains, ToolKey key, JsonTypeInfo<TRequest>? request, JsonTypeInfo<TResult> result, Func<TGrain, TRequest?, CancellationToken, Task<TResult>> method) : ToolInvoker
    where TGrain : IGrainWithStringKey
{
    public override async Task<ReadOnlyMemory<byte>> Call(Caller caller, JsonElement arguments, CancellationToken cancellation)
    {
        using var _ = caller.Enter();
        var grain = grains.GetGrain<TGrain>(Key(key, caller));
        var message = request is null ? default : arguments.Deserialize(request);
        return JsonSerializer.SerializeToUtf8Bytes(await method(grain, message, cancellation), result);
    }
}

/// <summary>A tool whose grain method reports progress before its result.</summary>
internal sealed class StreamingToolInvoker<TGrain, TRequest, TResult>(
    IGrainFactory grains, ToolKey key, JsonTypeInfo<TRequest>? request, JsonTypeInfo<TResult> result,
    Func<TGrain, TRequest?, CancellationToken, IAsyncEnumerable<ToolUpdate<TResult>>> method) : ToolInvoker
    where TGrain : IGrainWithStringKey
{
    public override bool Streams => true;

    public override async IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var _ = caller.Enter();
        var grain = grains.GetGrain<TGrain>(Key(key, caller));
        var message = request is null ? default : arguments.Deserialize(request);
        await foreach (var update in method(grain, message, cancellation).WithCancellation(cancellation))
            yield return new(update.Progress, update.Total, update.Message,
                update.Result is { } value ? JsonSerializer.SerializeToUtf8Bytes(value, result) : null);
    }
}
