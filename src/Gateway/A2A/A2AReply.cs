using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Gateway.A2A.Dialects;
using Actors.Gateway.Admission;
using Actors.Gateway.Streams;
using Actors.Wire;

namespace Actors.Gateway.A2A;

/// <summary>Writes answers, whole or as a stream of server-sent events; what is around an answer is each binding's own.</summary>
internal abstract class A2AReply(HttpContext http, WireWriter writer)
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>What is answered.</summary>
    protected HttpRequest Request => http.Request;

    /// <summary>What an answer is that is none of a stream.</summary>
    protected abstract string ContentType { get; }

    /// <summary>What stands before an error within a stream.</summary>
    protected virtual ReadOnlySpan<byte> ErrorEvent => [];

    /// <summary>Whether an error is an event of a stream even where none has begun.</summary>
    protected bool Streams { get; init; }

    /// <summary>The HTTP status of an error.</summary>
    protected abstract int Status(A2AError error);

    protected abstract void WriteResult(Utf8JsonWriter json, Action<Utf8JsonWriter> result);

    protected abstract void WriteError(Utf8JsonWriter json, A2AException error);

    public Task Task(AgentTask task) => Send(json => writer.Write(json, task));

    public Task Outcome(SendOutcome outcome) => Send(json => writer.Write(json, outcome));

    public Task Page(TaskPage page, ListTasks wanted) => Send(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("tasks"u8);
        foreach (var task in page.Tasks) writer.Write(json, task, withArtifacts: !wanted.Read.WithoutArtifacts);
        json.WriteEndArray();
        json.WriteString("nextPageToken"u8, page.NextPageToken ?? "");
        json.WriteNumber("pageSize"u8, wanted.PageSize);
        json.WriteNumber("totalSize"u8, page.TotalSize);
        json.WriteEndObject();
    });

    public Task Push(PushConfig push) => Send(json => writer.Write(json, push));

    public Task Pushes(PushConfigList list) => Send(json => writer.Write(json, list));

    public Task Nothing() => Send(writer.WriteNothing);

    public Task Card(JsonObject card) => Send(json => card.WriteTo(json));

    /// <summary>Says what went wrong. Where a stream has begun, that is its last event.</summary>
    public async Task Fail(A2AException error)
    {
        if (Streams || http.Response.HasStarted)
        {
            await Event(json => WriteError(json, error), ErrorEvent);
            return;
        }
        if (error.Details.TryGetValue("retryAfter", out var seconds)) http.Response.Headers.RetryAfter = seconds;
        await Send(json => WriteError(json, error), Status(error.Error));
    }

    private Task Send(Action<Utf8JsonWriter> result) => Send(json => WriteResult(json, result), StatusCodes.Status200OK);

    private async Task Send(Action<Utf8JsonWriter> write, int status)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, write);
        BodyRoom.HoldAnswer(http, 2L * buffer.WrittenCount);
        http.Response.StatusCode = status;
        http.Response.ContentType = ContentType;
        http.Response.ContentLength = buffer.WrittenCount;
        http.Response.Headers.CacheControl = "no-store";
        await http.Response.Body.WriteAsync(buffer.WrittenMemory, http.RequestAborted);
    }

    /// <summary>Sends what happens to a task, as it happens, for as long as the client may have it: it can come back for the rest.</summary>
    public async Task Stream(StreamUpkeep upkeep, SendOutcome? first, IAsyncEnumerable<TaskUpdate> updates)
    {
        using var life = new StreamLife(http, upkeep, Comment, () => upkeep.IsGood(http, A2AEndpoints.Resource));
        try
        {
            var (task, context) = (first?.Task?.Id ?? "", first?.Task?.ContextId ?? "");
            if (first is not null) await life.Write(() => Event(json => WriteResult(json, result => writer.Write(result, first))));
            await foreach (var update in updates.WithCancellation(life.Ended))
            {
                if (update.Task is { } whole) (task, context) = (whole.Id, whole.ContextId);
                await life.Write(() => Event(json => WriteResult(json, result => writer.Write(result, update, task, context))));
            }
        }
        catch (OperationCanceledException) when (life.Ended.IsCancellationRequested)
        {
            return;
        }
    }

    private Task Comment() => http.Response.HasStarted ? Write(":\n\n"u8.ToArray()) : System.Threading.Tasks.Task.CompletedTask;

    private Task Event(Action<Utf8JsonWriter> write, ReadOnlySpan<byte> name = default)
    {
        if (!http.Response.HasStarted)
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Response.Headers["X-Accel-Buffering"] = "no";
        }
        http.Response.BodyWriter.Write(name);
        http.Response.BodyWriter.Write("data: "u8);
        Write(http.Response.BodyWriter, write);
        return Write("\n\n"u8.ToArray());
    }

    private async Task Write(ReadOnlyMemory<byte> bytes) => await http.Response.BodyWriter.WriteAsync(bytes, http.RequestAborted);

    private static void Write(IBufferWriter<byte> to, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(to, Options);
        write(json);
    }
}
