using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>
/// Passes messages between a client's lines and a server's <c>/mcp</c>: each line is a POST, and each message of an answer, in one
/// piece or of a stream, a line. Streams that break are resumed.
/// </summary>
internal sealed class StdioBridge(HttpClient http, Stream output) : IDisposable
{
    private const string Session = "Mcp-Session-Id", Version = "MCP-Protocol-Version";
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim writing = new(1);
    private readonly ToolHeaders headers = new(http);
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new(StringComparer.Ordinal);
    private string? session, version;

    /// <summary>Runs until the client has closed its end.</summary>
    public async Task Run(Stream input, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var lines = new StreamReader(input, Encoding.UTF8);
        var under = new List<Task>();
        while (await NextLine(lines, stopping) is { } line)
        {
            under.RemoveAll(task => task.IsCompleted);
            if (line.Length == 0) continue;
            if (StdioMessage.Read(line) is not { } message) await Write("""{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"Parse error: each line must be one JSON message."} }""");
            else if (message.Cancels is { } request && running.TryGetValue(request, out var cancelled)) await cancelled.CancelAsync();
            else if (message.Method == "initialize" || !message.IsRequest) await Send(message, end.Token);
            else under.Add(Send(message, end.Token));
            if (line.Contains("\"notifications/initialized\"", StringComparison.Ordinal) && session is not null) under.Add(Listen(end.Token));
        }

        await end.CancelAsync();
        await Task.WhenAll(under).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (session is not null) await http.SendAsync(Request(HttpMethod.Delete), CancellationToken.None);
    }

    public void Dispose() => writing.Dispose();

    private static async Task<string?> NextLine(StreamReader lines, CancellationToken stopping)
    {
        try
        {
            return await lines.ReadLineAsync(stopping);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Modern requests are cancelled by hanging up, so that those are kept to be; legacy ones by a message of their own.</summary>
    private async Task Send(StdioMessage message, CancellationToken end)
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(end);
        var modern = message is { IsRequest: true, ModernVersion: not null };
        if (modern) running[message.Id!] = cancel;
        try
        {
            var request = Request(HttpMethod.Post, message);
            foreach (var (name, value) in await headers.Of(message, cancel.Token)) request.Headers.TryAddWithoutValidation(name, value);
            request.Content = new StringContent(message.Line, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel.Token);
            if (message.Method == "initialize" && response.Headers.TryGetValues(Session, out var ids)) session = ids.Single();
            await Take(response, message, cancel.Token);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return;
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            if (message.IsRequest) await Fail(message.Id!, $"The server cannot be reached: {failure.Message}");
        }
        finally
        {
            if (modern) running.TryRemove(message.Id!, out _);
        }
    }

    private async Task Take(HttpResponseMessage response, StdioMessage message, CancellationToken cancellation)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == "text/event-stream")
        {
            await Follow(response, message.Id, cancellation);
            return;
        }
        var body = await response.Content.ReadAsStringAsync(cancellation);
        if (type == "application/json" && message.IsRequest)
        {
            if (message.Method == "initialize" && JsonElement.Parse(body).TryGetProperty("result", out var result)) version = result.GetProperty("protocolVersion").GetString();
            await Write(body);
        }
        else if (message.IsRequest && !response.IsSuccessStatusCode)
        {
            await Fail(message.Id!, $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}. Is the API key good?");
        }
        else if (!response.IsSuccessStatusCode)
        {
            await Console.Error.WriteLineAsync($"The server answered {(int)response.StatusCode} to {message.Method}.");
        }
    }

    /// <summary>Passes a stream on, and resumes it where it breaks, until it has brought the answer.</summary>
    private async Task Follow(HttpResponseMessage response, string? request, CancellationToken cancellation)
    {
        var (last, answered) = await Pass(response, null, request, cancellation);
        while (!answered && request is not null && last is not null && session is not null)
        {
            await Task.Delay(Pause, cancellation);
            using var rest = await Get(last, cancellation);
            if (!rest.IsSuccessStatusCode)
            {
                await Fail(request, "The connection broke, and the rest of the answer is not to be had.");
                return;
            }
            (last, answered) = await Pass(rest, last, request, cancellation);
        }
    }

    private async Task<(string? Last, bool Answered)> Pass(HttpResponseMessage response, string? last, string? request, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                last = item.EventId is { Length: > 0 } id ? id : last;
                if (item.Data.Length == 0) continue;
                await Write(item.Data);
                if (request is not null && IsAnswer(item.Data, request)) return (last, true);
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException && last is not null)
        {
            await Console.Error.WriteLineAsync("A stream broke and is resumed.");
        }

        return (last, false);
    }

    /// <summary>Follows what belongs to no request.</summary>
    private async Task Listen(CancellationToken cancellation)
    {
        string? last = null;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                using var response = await Get(last, cancellation);
                if ((int)response.StatusCode is 404 or 405) return;
                last = response.IsSuccessStatusCode ? (await Pass(response, last, request: null, cancellation)).Last : null;
                await Task.Delay(Pause, cancellation);
            }
            catch (Exception away) when (away is HttpRequestException or IOException)
            {
                await Task.Delay(Pause, cancellation);
            }
        }
    }

    private Task<HttpResponseMessage> Get(string? last, CancellationToken cancellation)
    {
        var request = Request(HttpMethod.Get);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        return http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private HttpRequestMessage Request(HttpMethod method, StdioMessage? message = null)
    {
        var request = new HttpRequestMessage(method, "mcp");
        request.Headers.Add("Accept", method == HttpMethod.Get ? "text/event-stream" : "application/json, text/event-stream");
        if (message?.ModernVersion is not null)
        {
            foreach (var (name, value) in message.ModernHeaders()) request.Headers.TryAddWithoutValidation(name, value);
        }
        else if (message?.Method != "initialize")
        {
            if (session is not null) request.Headers.Add(Session, session);
            if (version is not null) request.Headers.Add(Version, version);
        }

        return request;
    }

    private static bool IsAnswer(string data, string request)
    {
        var json = JsonElement.Parse(data);
        return !json.TryGetProperty("method", out _) && json.TryGetProperty("id", out var id) && id.GetRawText() == request;
    }

    private Task Fail(string request, string message) =>
        Write($"{{\"jsonrpc\":\"2.0\",\"id\":{request},\"error\":{{\"code\":-32603,\"message\":{JsonSerializer.Serialize(message)}}}}}");

    private async Task Write(string message)
    {
        await writing.WaitAsync();
        try
        {
            await output.WriteAsync(Encoding.UTF8.GetBytes(message.ReplaceLineEndings("") + "\n"));
            await output.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }
}
