using System.Text.Json;
using Actors.Contracts.Changes;
using Actors.Contracts.Tasks;
using Actors.Gateway.Authentication;
using Actors.Gateway.Mcp.Streams;
using Actors.Gateway.Streams;
using Microsoft.Extensions.ObjectPool;

namespace Actors.Gateway.Mcp.Subscriptions;

/// <summary>One client that listens: acknowledged first, told of each change it asked for, and answered when we end it (2026-07-28, patterns: Subscriptions).</summary>
internal sealed class Subscription(
    HttpContext http, string id, SubscriptionFilter filter, ChangeFeeds feeds, TaskNews tasks, StreamUpkeep upkeep, StreamLimits.Place place, ObjectPool<Reply> replies)
{
    public async Task Run()
    {
        using var _ = place;
        using var stream = new LongStream(http, upkeep, () => new(true));
        using var listener = new ChangeListener(filter);
        try
        {
            using var listening = await feeds.Listen(http.Caller(), listener, stream.Ended);
            await Send(stream, Acknowledge);
            // Something may have happened between the answer that named a task and now.
            foreach (var task in filter.Tasks) listener.Hear(task);
            await foreach (var change in listener.Changes(stream.Ended)) await Tell(stream, change);
        }
        catch (OperationCanceledException) when (stream.Ended.IsCancellationRequested)
        {
            if (stream.IsHeard) await Send(stream, End);
        }
    }

    private async Task Send(LongStream stream, Action<Utf8JsonWriter> write)
    {
        var reply = replies.Get();
        try
        {
            reply.Clear();
            reply.Json.WriteStartObject();
            reply.Json.WriteString("jsonrpc"u8, "2.0"u8);
            write(reply.Json);
            reply.Json.WriteEndObject();
            await stream.Send(reply.Written);
        }
        finally
        {
            replies.Return(reply);
        }
    }

    private async Task Tell(LongStream stream, Change change)
    {
        if (change.TaskId is null) await Send(stream, json => Tell(json, change));
        else if (await tasks.Of(change.TaskId, stream.Ended) is { } task) await Send(stream, json => Tell(json, task));
    }

    private void Acknowledge(Utf8JsonWriter json)
    {
        json.WriteString("method"u8, "notifications/subscriptions/acknowledged"u8);
        json.WriteStartObject("params"u8);
        WriteMeta(json);
        filter.Write(json);
        json.WriteEndObject();
    }

    private void Tell(Utf8JsonWriter json, Change change)
    {
        json.WriteString("method"u8, Notifications.Method(change));
        json.WriteStartObject("params"u8);
        WriteMeta(json);
        if (change.Uri is not null) json.WriteString("uri"u8, change.Uri);
        json.WriteEndObject();
    }

    private void Tell(Utf8JsonWriter json, TaskSnapshot task)
    {
        json.WriteString("method"u8, "notifications/tasks"u8);
        json.WriteStartObject("params"u8);
        WriteMeta(json);
        tasks.Write(json, task);
        json.WriteEndObject();
    }

    /// <summary>Graceful Closure.</summary>
    private void End(Utf8JsonWriter json)
    {
        json.WritePropertyName("id"u8);
        json.WriteRawValue(id, skipInputValidation: true);
        json.WriteStartObject("result"u8);
        json.WriteString("resultType"u8, "complete"u8);
        WriteMeta(json);
        json.WriteEndObject();
    }

    private void WriteMeta(Utf8JsonWriter json)
    {
        json.WriteStartObject("_meta"u8);
        json.WritePropertyName("io.modelcontextprotocol/subscriptionId"u8);
        json.WriteRawValue(id, skipInputValidation: true);
        json.WriteEndObject();
    }
}
