using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Gateway.Tests.A2A;

/// <summary>An A2A 1.0 client by hand, of one agent and in one binding.</summary>
internal sealed class Agent(HttpClient http, string name, bool rpc)
{
    private int lastId;

    public string Version { get; init; } = "1.0";

    public static string NewMessage(string text = "hello", string more = "") =>
        $$"""{"messageId":"{{Guid.NewGuid()}}","role":"ROLE_USER","parts":[{"text":"{{text}}"}]{{more}}}""";

    public Task<A2AAnswer> Send(string message, string configuration = "{}") =>
        Ask("SendMessage", "POST", "/message:send", $$"""{"message":{{message}},"configuration":{{configuration}}}""");

    public Task<A2AAnswer> Get(string task, int? historyLength = null) =>
        Ask("GetTask", "GET", $"/tasks/{task}{(historyLength is { } n ? $"?historyLength={n}" : "")}", historyLength is { } m ? $$"""{"id":"{{task}}","historyLength":{{m}}}""" : $$"""{"id":"{{task}}"}""");

    public Task<A2AAnswer> Cancel(string task) => Ask("CancelTask", "POST", $"/tasks/{task}:cancel", $$"""{"id":"{{task}}"}""");

    public Task<A2AAnswer> List(params (string Name, object Value)[] wanted) => Ask("ListTasks", "GET",
        $"/tasks?{string.Join('&', wanted.Select(one => $"{one.Name}={Uri.EscapeDataString(Lower(one.Value))}"))}", JsonSerializer.Serialize(wanted.ToDictionary(one => one.Name, one => one.Value)));

    /// <summary>The events of a stream, to its end.</summary>
    public async Task<IReadOnlyList<JsonElement>> Stream(string message) =>
        await Events("SendStreamingMessage", "/message:stream", $$"""{"message":{{message}}}""");

    public Task<IReadOnlyList<JsonElement>> Subscribe(string task) => Events("SubscribeToTask", $"/tasks/{task}:subscribe", $$"""{"id":"{{task}}"}""");

    /// <summary>A stream of what happens to a task, while it happens.</summary>
    public Task<HttpResponseMessage> Follow(string task) =>
        http.SendAsync(rpc ? Rpc("SubscribeToTask", $$"""{"id":"{{task}}"}""") : Rest("GET", $"/tasks/{task}:subscribe", null), HttpCompletionOption.ResponseHeadersRead);

    public async Task<A2AAnswer> Ask(string method, string verb, string path, string request)
    {
        var response = await http.SendAsync(rpc ? Rpc(method, request) : Rest(verb, path, verb == "GET" ? null : request));
        return new(response, await response.Content.ReadAsStringAsync(), rpc);
    }

    private async Task<IReadOnlyList<JsonElement>> Events(string method, string path, string request)
    {
        using var response = await http.SendAsync(rpc ? Rpc(method, request) : Rest("POST", path, request));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.Content.Headers.ContentType?.MediaType == "text/event-stream", body);
        return [.. body.Split('\n').Where(line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(line =>
        {
            var json = JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]);
            return rpc ? json.GetProperty("result") : json;
        })];
    }

    private HttpRequestMessage Rpc(string method, string request) => Request("POST", "", $$"""{"jsonrpc":"2.0","id":{{++lastId}},"method":"{{method}}","params":{{request}}}""", "application/json");

    private HttpRequestMessage Rest(string verb, string path, string? request) => Request(verb, path, request, "application/a2a+json");

    private HttpRequestMessage Request(string verb, string path, string? body, string type)
    {
        var request = new HttpRequestMessage(new HttpMethod(verb), $"/a2a/{name}{path}") { Headers = { { "A2A-Version", Version } } };
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse(type));
        return request;
    }

    private static string Lower(object value) => value is bool flag ? (flag ? "true" : "false") : value.ToString()!;
}

/// <summary>What an agent answered.</summary>
internal sealed class A2AAnswer(HttpResponseMessage response, string body, bool rpc)
{
    public int Status => (int)response.StatusCode;

    public string Body => body;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(body);

    public JsonElement Result => rpc ? Json.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException(body) : Status == 200 ? Json : throw new InvalidOperationException(body);

    public JsonElement Task => Result.GetProperty("task");

    /// <summary>Why it was refused, as <c>google.rpc.ErrorInfo</c> says it.</summary>
    public string Reason => Json.GetProperty("error").GetProperty(rpc ? "data" : "details")[0].GetProperty("reason").GetString()!;
}
