using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>A tool whose grain method returns one result.</summary>
internal sealed class UnaryToolInvoker<TGrain, TRequest, TResult>(
    IGrainFactory grains, ToolKey key, JsonTypeInfo<TRequest>? request, JsonTypeInfo<TResult> result, Func<TGrain, TRequest?, ClientAnswers, CancellationToken, Task<TResult>> method) : ToolInvoker
    where TGrain : IGrainWithStringKey
{
    public override async Task<ReadOnlyMemory<byte>> Call(Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation)
    {
        using var _ = caller.Enter();
        var grain = grains.GetGrain<TGrain>(GrainKeys.Of(key, caller));
        var message = Message(arguments, request);
        return JsonSerializer.SerializeToUtf8Bytes(await method(grain, message, answers, cancellation), result);
    }
}
