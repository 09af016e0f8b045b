using System.Collections.Concurrent;
using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>
/// Passes messages between a client's lines and a server's <c>/mcp</c>: each line is a POST, and each message of an answer, in one
/// piece or of a stream, a line. Streams that break are resumed, and a session that the server has lost is opened anew. Whatever
/// the server does, each request is answered once.
/// </summary>
internal sealed class StdioBridge(HttpClient http, Stream output) : IDisposable
{
    private const int MostResumptions = 60;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), Farewell = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim writing = new(1);
    private readonly ToolHeaders headers = new(http, TimeProvider.System);
    private readonly StdioSession session = new(http);
    private readonly ConcurrentDictionary<string, OpenRequests> running = new(StringComparer.Ordinal);
    private bool isAway;

    /// <summary>Runs until the client has closed its end, and then for five seconds at most, so that what is under way is answered.</summary>
    public async Task Run(Stream input, CancellationToken stopping)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(end.Token);
        using var lines = new StreamReader(input, Encoding.UTF8);
        var (under, follows) = (new List<Task>(), false);
        while (await NextLine(lines, stopping) is { } line)
        {
            under.RemoveAll(task => task.IsCompleted);
            if (line.Length == 0) continue;
            if (StdioMessage.Read(line) is not { } message)
            {
                await Write($"{{\"jsonrpc\":\"2.0\",{(session.HasNullIds ? "\"id\":null," : "")}\"error\":{{\"code\":-32700,\"message\":\"Parse error: each line must be one JSON message.\"}}}}");
                continue;
            }
            if (message.Cancels is { } request && running.TryGetValue(request, out var open) && await open.Cancel(request)) continue;
            if (message.Method == "initialize" || message.Requests.Count == 0) await Send(message, end.Token);
            else under.Add(Send(message, message.Listens ? listening.Token : end.Token));
            if (!message.IsReady || session.Id is null || follows) continue;
            follows = true;
            under.Add(Listen(listening.Token));
        }

        await listening.CancelAsync();
        end.CancelAfter(Farewell);
        await Task.WhenAll(under).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await session.End();
    }

    public void Dispose()
    {
        session.Dispose();
        writing.Dispose();
    }

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

    private async Task Send(StdioMessage message, CancellationToken end)
    {
        using var open = new OpenRequests(message, end);
        foreach (var request in message.Requests) running[request] = open;
        string? trouble;
        try
        {
            using var response = await Post(message, open.Cancelled);
            trouble = await Take(response, message, open);
        }
        catch (OperationCanceledException) when (open.Cancelled.IsCancellationRequested)
        {
            if (message.Listens) open.Forgive();
            trouble = "The client closed its end, or this server stops, before there was an answer. It may be done or not.";
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            trouble = failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError }
                ? $"The server cannot be reached: {failure.Message}. Check --url, or start the server."
                : $"The server hung up: {failure.Message}";
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            trouble = $"This cannot be sent, or what the server answered cannot be read: {failure.Message}";
        }
        finally
        {
            foreach (var request in message.Requests) running.TryRemove(new(request, open));
        }
        foreach (var error in open.Fail(trouble ?? "The server did not answer this.")) await Write(error);
        if (message.Requests.Count == 0 && trouble is not null) await Note($"{message.Method}: {trouble}");
    }

    /// <summary>Sends a message; in a new session, where the server does not know the old one any more.</summary>
    private async Task<HttpResponseMessage> Post(StdioMessage message, CancellationToken cancellation)
    {
        var used = session.Id;
        var response = await Once(message, cancellation);
        if (response.StatusCode != HttpStatusCode.NotFound || used is null || !message.IsOfSession || !await session.Renew(used, cancellation)) return response;
        response.Dispose();
        return await Once(message, cancellation);
    }

    private async Task<HttpResponseMessage> Once(StdioMessage message, CancellationToken cancellation)
    {
        using var request = session.Request(HttpMethod.Post, message);
        foreach (var (name, value) in await headers.Of(message, cancellation)) request.Headers.TryAddWithoutValidation(name, value);
        request.Content = new StringContent(message.Line, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Passes the answer on, and says what is wrong with it if that answers nothing. A subscription that was not ended by the client is called off (2026-07-28, patterns: Cancellation).</summary>
    private async Task<string?> Take(HttpResponseMessage response, StdioMessage message, OpenRequests open)
    {
        if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
        {
            await Follow(response, open);
            if (!message.Listens) return "The connection broke, and the rest of the answer is not to be had.";
            open.Forgive();
            await Write($"{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{{\"requestId\":{message.Requests[0]},\"reason\":\"The server has ended the subscription.\"}}}}");
            return null;
        }
        if (response.StatusCode == HttpStatusCode.Accepted) open.Forgive();
        var body = await response.Content.ReadAsStringAsync(open.Cancelled);
        if (response.Content.Headers.ContentType?.MediaType == "application/json" && await Pass(body, open) && message.Method == "initialize") session.Opened(message, response, body);
        return response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}. Is the API key good?"
            : response.IsSuccessStatusCode ? !open.AreAnswered ? "The server answered with something that is no answer to this." : null
            : $"The server answered {(int)response.StatusCode} {response.ReasonPhrase}.{(response.StatusCode == HttpStatusCode.NotFound ? " Is the address that of a server of Actors, without /mcp at its end?" : "")}";
    }

    /// <summary>Passes a stream on, and resumes it where it breaks, until it has brought the answers.</summary>
    private async Task Follow(HttpResponseMessage response, OpenRequests open)
    {
        var last = await Events(response, null, open, open.Cancelled);
        for (var attempts = 0; !open.AreAnswered && last is not null && session.Id is not null && attempts < MostResumptions; attempts++)
        {
            await Task.Delay(Pause, open.Cancelled);
            try
            {
                using var rest = await Get(last, open.Cancelled);
                if (!rest.IsSuccessStatusCode && rest.StatusCode < HttpStatusCode.InternalServerError) return;
                var reached = rest.IsSuccessStatusCode ? await Events(rest, last, open, open.Cancelled) : last;
                isAway = false;
                (last, attempts) = (reached, reached == last ? attempts : 0);
            }
            catch (Exception away) when (away is HttpRequestException or IOException)
            {
                await NoteAway();
            }
        }
    }

    /// <summary>Passes the events of a stream on, until it ends or all is answered. The answer is where it can be resumed.</summary>
    private async Task<string?> Events(HttpResponseMessage response, string? last, OpenRequests? open, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellation))
            {
                last = item.EventId is { Length: > 0 } id ? id : last;
                if (open is not { AreAnswered: true } && item.Data.Length > 0 && !await Pass(item.Data, open)) await Note("The server sent an event that is no message.");
                if (open is { AreAnswered: true }) return last;
            }
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return last;
        }

        return last;
    }

    /// <summary>Follows what belongs to no request.</summary>
    private async Task Listen(CancellationToken end)
    {
        string? last = null;
        while (!end.IsCancellationRequested)
        {
            var used = session.Id!;
            try
            {
                using var response = await Get(last, end);
                if (response.StatusCode == HttpStatusCode.MethodNotAllowed || (response.StatusCode == HttpStatusCode.NotFound && !await session.Renew(used, end))) return;
                isAway = false;
                last = response.IsSuccessStatusCode ? await Events(response, last, null, end) : null;
            }
            catch (Exception away) when (away is HttpRequestException or IOException)
            {
                await NoteAway();
            }
            await Task.Delay(Pause, end);
        }
    }

    private async Task<HttpResponseMessage> Get(string? last, CancellationToken cancellation)
    {
        using var request = session.Request(HttpMethod.Get);
        if (last is not null) request.Headers.Add("Last-Event-ID", last);
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Writes what the server said, if it is a message; an answer only where it is owed.</summary>
    private async Task<bool> Pass(string said, OpenRequests? open)
    {
        if (StdioMessage.Read(said) is not { IsJsonRpc: true } message) return false;
        if (message.Method is not null) await Write(said);
        else if (open?.Answer(message) is { } answer) await Write(answer);
        return true;
    }

    /// <summary>Once for each time that it is away, however many streams try to reach it.</summary>
    private async Task NoteAway()
    {
        if (isAway) return;
        isAway = true;
        await Note("The server is away; streams will be resumed when it is back.");
    }

    private static Task Note(string what) => Console.Error.WriteLineAsync(what);

    private async Task Write(string message)
    {
        await writing.WaitAsync();
        try
        {
            // Between the parts of a message only: others that Unicode calls line breaks may be within its strings.
            await output.WriteAsync(Encoding.UTF8.GetBytes(message.Replace("\r", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal) + "\n"));
            await output.FlushAsync();
        }
        finally
        {
            writing.Release();
        }
    }
}
