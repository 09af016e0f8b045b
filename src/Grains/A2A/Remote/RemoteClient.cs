using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Outbound;
using Actors.Wire;

namespace Actors.Grains.A2A.Remote;

/// <summary>Speaks A2A to agents elsewhere, behind the guard: JSON-RPC in 1.0 and 0.3, HTTP+JSON in 1.0. It never waits there for work to be done.</summary>
public sealed class RemoteClient : IDisposable
{
    private const int MaxBytes = 4 * 1024 * 1024, InternalError = -32603;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient http;

    public RemoteClient(OutboundGuard guard) => http = new HttpClient(guard.NewHandler()) { Timeout = Patience, MaxResponseContentBufferSize = MaxBytes };

    /// <summary>Sends a message, to begin a task or for one.</summary>
    /// <exception cref="RemoteException">It was not taken, or nobody can tell.</exception>
    internal Task<RemoteTask> Send(RemoteAgent agent, Message message, string? credential, CancellationToken cancellation) =>
        Ask(agent, "SendMessage", "message/send", HttpMethod.Post, "/message:send", credential, json =>
        {
            json.WritePropertyName("message"u8);
            (agent.Version == "1.0" ? WireWriter.V10 : WireWriter.V03).Write(json, message);
            json.WriteStartObject("configuration"u8);
            if (agent.Version == "1.0") json.WriteBoolean("returnImmediately"u8, true);
            else json.WriteBoolean("blocking"u8, false);
            json.WriteEndObject();
        }, cancellation);

    /// <summary>The task as it stands there.</summary>
    /// <exception cref="RemoteException">It cannot be had.</exception>
    internal Task<RemoteTask> Get(RemoteAgent agent, string task, string? credential, CancellationToken cancellation) =>
        Ask(agent, "GetTask", "tasks/get", HttpMethod.Get, $"/tasks/{Uri.EscapeDataString(task)}", credential, json => json.WriteString("id"u8, task), cancellation);

    /// <summary>Cancels the task there.</summary>
    /// <exception cref="RemoteException">It was not canceled.</exception>
    internal Task<RemoteTask> Cancel(RemoteAgent agent, string task, string? credential, CancellationToken cancellation) =>
        Ask(agent, "CancelTask", "tasks/cancel", HttpMethod.Post, $"/tasks/{Uri.EscapeDataString(task)}:cancel", credential, json => json.WriteString("id"u8, task), cancellation);

    public void Dispose() => http.Dispose();

    private async Task<RemoteTask> Ask(RemoteAgent agent, string method, string methodBefore, HttpMethod verb, string path, string? credential, Action<Utf8JsonWriter> write, CancellationToken cancellation)
    {
        var rpc = agent.Binding == "JSONRPC";
        using var request = new HttpRequestMessage(rpc ? HttpMethod.Post : verb, rpc ? agent.Url : agent.Url.TrimEnd('/') + path);
        if (request.Method == HttpMethod.Post) request.Content = rpc ? Rpc(agent.Version == "1.0" ? method : methodBefore, write) : Content("application/a2a+json", write);
        if (agent.Version == "1.0") request.Headers.TryAddWithoutValidation("A2A-Version", "1.0");
        if (credential is not null) request.Headers.TryAddWithoutValidation(agent.KeyHeader ?? "Authorization", agent.KeyHeader is null ? $"Bearer {credential}" : credential);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) throw new RemoteException($"{agent.Name} does not let you in.", RemoteFault.NotAllowed);
            using var body = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync(cancellation), cancellationToken: cancellation);
            if (body.RootElement.TryGetProperty("error", out var error) && error.ValueKind != JsonValueKind.Null) throw new RemoteException($"{agent.Name} refused: {Words(error)}", Fault(response.StatusCode, error));
            return response.IsSuccessStatusCode ? RemoteReader.Read(rpc ? body.RootElement.GetProperty("result") : body.RootElement)
                : throw new RemoteException($"{agent.Name} answered {(int)response.StatusCode}.", RemoteFault.Unclear);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            // Where no connection came about, nothing was sent.
            var unsent = failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } || failure.InnerException is OutboundException;
            throw new RemoteException(OutboundException.Of(failure, request.RequestUri!).Message, unsent ? RemoteFault.Away : RemoteFault.Unclear);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RemoteException($"{agent.Name} answered something that is no A2A.", RemoteFault.Unclear);
        }
    }

    private static ByteArrayContent Rpc(string method, Action<Utf8JsonWriter> write) => Content("application/json", json =>
    {
        json.WriteString("jsonrpc"u8, "2.0"u8);
        json.WriteString("id"u8, "1"u8);
        json.WriteString("method"u8, method);
        json.WriteStartObject("params"u8);
        write(json);
        json.WriteEndObject();
    });

    private static ByteArrayContent Content(string type, Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }
        return new(buffer.ToArray()) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };
    }

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
}
