using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Actors.Contracts.Tools;

namespace Actors.Tools;

/// <summary>A tool whose grain method reports progress before its result.</summary>
internal sealed class StreamingToolInvoker<TGrain, TRequest, TResult>(
    IGrainFactory grains, ToolKey key, JsonTypeInfo<TRequest>? request, JsonTypeInfo<TResult> result,
    Func<TGrain, TRequest?, ClientAnswers, CancellationToken, IAsyncEnumerable<ToolUpdate<TResult>>> method) : ToolInvoker
    where TGrain : IGrainWithStringKey
{
    public override bool Streams => true;

    public override async IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, ClientAnswers answers, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var grain = grains.GetGrain<TGrain>(GrainKeys.Of(key, caller));
        var message = Message(arguments, request);
        await foreach (var update in caller.Stream(() => method(grain, message, answers, cancellation), cancellation))
            yield return new(update.Progress, update.Total, update.Message,
                update.Result is { } value ? JsonSerializer.SerializeToUtf8Bytes(value, result) : default(ReadOnlyMemory<byte>?), update.Log, update.Disconnects);
    }
}
