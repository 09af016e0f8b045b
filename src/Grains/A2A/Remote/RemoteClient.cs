using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Outbound;

namespace Actors.Grains.A2A.Remote;

/// <summary>Speaks A2A to agents elsewhere, behind the guard: 1.0 and 0.3, in JSON-RPC and HTTP+JSON. No answer is waited for until work is done.</summary>
public sealed class RemoteClient : IDisposable
{
    private const int MaxBytes = 4 * 1024 * 1024, InternalError = -32603;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(1);

    private readonly HttpClient http;

    public RemoteClient(OutboundGuard guard) => http = new HttpClient(guard.NewHandler()) { Timeout = Patience, MaxResponseContentBufferSize = MaxBytes };

    /// <summary>How long an answer may take to come.</summary>
    internal static TimeSpan Patience { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Sends a message, to begin a task or for one.</summary>
    /// <exception cref="RemoteException">It was not taken, or nobody can tell.</exception>
    internal Task<RemoteTask> Send(RemoteAgent agent, Message message, string? credential, CancellationToken cancellation)
    {
        var dialect = RemoteDialect.Of(agent);
        return Ask(agent, new("SendMessage", "message/send", HttpMethod.Post, "/message:send"), credential, json =>
        {
            json.WritePropertyName(dialect.Message);
            dialect.Writer.Write(json, message);
            json.WriteStartObject("configuration"u8);
            if (dialect.Is10) json.WriteBoolean("returnImmediately"u8, true);
            else json.WriteBoolean("blocking"u8, false);
            json.WriteEndObject();
        }, cancellation);
    }

    /// <summary>The task as it stands there.</summary>
    /// <exception cref="RemoteException">It cannot be had.</exception>
    internal Task<RemoteTask> Get(RemoteAgent agent, string task, string? credential, CancellationToken cancellation) =>
        Ask(agent, new("GetTask", "tasks/get", HttpMethod.Get, $"/tasks/{Uri.EscapeDataString(task)}"), credential, json => json.WriteString("id"u8, task), cancellation);

    /// <summary>Cancels the task there.</summary>
    /// <exception cref="RemoteException">It was not canceled.</exception>
    internal Task<RemoteTask> Cancel(RemoteAgent agent, string task, string? credential, CancellationToken cancellation) =>
        Ask(agent, new("CancelTask", "tasks/cancel", HttpMethod.Post, $"/tasks/{Uri.EscapeDataString(task)}:cancel"), credential, json => json.WriteString("id"u8, task), cancellation);

    /// <summary>What happens to the task there, from how it stands on, until the stream ends for whatever reason: how the task stands then is another question.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="task">The task there.</param>
    /// <param name="credential">What proves who asks.</param>
    /// <param name="patience">How long to wait for each event, if less than a minute.</param>
    /// <param name="cancellation">Ends the stream.</param>
    internal async IAsyncEnumerable<RemoteUpdate> Follow(RemoteAgent agent, string task, string? credential, TimeSpan patience, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var request = Request(agent, new("SubscribeToTask", "tasks/resubscribe", HttpMethod.Get, $"/tasks/{Uri.EscapeDataString(task)}:subscribe"), credential, json => json.WriteString("id"u8, task));
        request.Headers.Accept.Add(new("text/event-stream"));
        using var response = await Open(request, cancellation);
        if (response is null) yield break;
        await using var events = RemoteStream.Events(await response.Content.ReadAsStreamAsync(cancellation), patience < LongestSilence ? patience : LongestSilence, cancellation).GetAsyncEnumerator(cancellation);
        while (await Next(events, RemoteDialect.Of(agent), cancellation) is { } update) yield return update;
    }

    public void Dispose() => http.Dispose();

    private async Task<RemoteTask> Ask(RemoteAgent agent, Operation operation, string? credential, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        using var request = Request(agent, operation, credential, write);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw new RemoteException($"{agent.Name} does not let you in.", RemoteFault.NotAllowed);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            if (Error(response, body.RootElement) is { } error) throw new RemoteException($"{agent.Name} refused: {Words(error)}", Fault(response.StatusCode, error));
            var dialect = RemoteDialect.Of(agent);
            return response.IsSuccessStatusCode ? dialect.Reader.Read(dialect.IsRpc ? body.RootElement.GetProperty("result") : body.RootElement)
                : throw new RemoteException($"{agent.Name} answered {(int)response.StatusCode}.", RemoteFault.Unclear);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // Where no connection came about, nothing was sent.
            var unsent = failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } || failure.InnerException is OutboundException;
            throw new RemoteException(OutboundException.Of(failure, request.RequestUri!).Message, unsent ? RemoteFault.Away : RemoteFault.Unclear);
        }
        catch (Exception unreadable) when (IsUnreadable(unreadable))
        {
            throw new RemoteException($"{agent.Name} answered something that is no A2A.", RemoteFault.Unclear);
        }
    }

    /// <summary>A stream of events, or null where there is none to be had.</summary>
    private async Task<HttpResponseMessage?> Open(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream") return response;
            response.Dispose();
            return null;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>The next event of a stream; null where it has ended, was cut, or says what is none.</summary>
    private static async Task<RemoteUpdate?> Next(IAsyncEnumerator<ReadOnlyMemory<byte>> events, RemoteDialect dialect, CancellationToken cancellation)
    {
        try
        {
            if (!await events.MoveNextAsync()) return null;
            using var happened = JsonDocument.Parse(events.Current);
            return dialect.Reader.Event(dialect.IsRpc ? happened.RootElement.GetProperty("result") : happened.RootElement);
        }
        catch (Exception cut) when (cut is IOException || IsUnreadable(cut) || (cut is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    private static HttpRequestMessage Request(RemoteAgent agent, Operation operation, string? credential, Action<Utf8JsonWriter> write)
    {
        var dialect = RemoteDialect.Of(agent);
        var request = new HttpRequestMessage(dialect.IsRpc ? HttpMethod.Post : operation.Verb, dialect.IsRpc ? agent.Url : dialect.Address(agent, operation.Path));
        if (request.Method == HttpMethod.Post) request.Content = Content(dialect, dialect.IsRpc ? Rpc(dialect.Is10 ? operation.Name : operation.NameBefore, write) : write);
        if (dialect.Is10) request.Headers.TryAddWithoutValidation("A2A-Version", "1.0");
        if (credential is not null) request.Headers.TryAddWithoutValidation(agent.KeyHeader ?? "Authorization", agent.KeyHeader is null ? $"Bearer {credential}" : credential);
        return request;
    }

    private static Action<Utf8JsonWriter> Rpc(string method, Action<Utf8JsonWriter> write) => json =>
    {
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteString("id"u8, "1"u8);
        json.WriteString("method"u8, method);
        json.WriteStartObject("params"u8);
        write(json);
        json.WriteEndObject();
    };

    private static ByteArrayContent Content(RemoteDialect dialect, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return new(buffer.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(dialect.ContentType) } };
    }

    /// <summary>What it refused with; 0.3's HTTP+JSON has nothing around it.</summary>
    private static JsonElement? Error(HttpResponseMessage response, JsonElement body) => body.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null ? error
        : !response.IsSuccessStatusCode && body.TryGetProperty("message", out _) ? body
        : null;

    /// <summary>What one that has trouble of its own, or too much to do, says is no refusal: it may be asked again.</summary>
    private static RemoteFault Fault(HttpStatusCode status, JsonElement error) => status switch
    {
        HttpStatusCode.TooManyRequests => RemoteFault.Away,
        >= HttpStatusCode.InternalServerError => RemoteFault.Unclear,
        _ => error.ValueKind == JsonValueKind.Object && error.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.Number && code.TryGetInt32(out var number) && number == InternalError
            ? RemoteFault.Unclear : RemoteFault.Refused,
    };

    private static string Words(JsonElement error) =>
        error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.GetString() is { } text ? text[..Math.Min(text.Length, 500)] : "without a reason.";

    private static bool IsUnreadable(Exception failure) => failure is JsonException or KeyNotFoundException or InvalidOperationException;

    private sealed record Operation(string Name, string NameBefore, HttpMethod Verb, string Path);
}
