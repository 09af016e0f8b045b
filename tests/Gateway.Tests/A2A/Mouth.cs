using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Gateway.Tests.A2A;

/// <summary>A client by hand that says the same in either revision and either binding, however wrong it is.</summary>
internal sealed class Mouth(HttpClient http, string agent, bool rpc, bool old)
{
    public static readonly IReadOnlyList<(bool Rpc, bool Old)> All = [(true, false), (false, false), (true, true), (false, true)];

    public bool Rpc => rpc;

    public string User => old && rpc ? "user" : "ROLE_USER";

    public string Agent => old && rpc ? "agent" : "ROLE_AGENT";

    public string Parts => old && !rpc ? "content" : "parts";

    /// <summary>What is named as the version; the revision's own unless told.</summary>
    public string? Version { get; init; } = old ? null : "1.0";

    public JsonObject Text(string text) => old && rpc ? new() { ["kind"] = "text", ["text"] = text } : new() { ["text"] = text };

    public JsonObject Bytes(string bytes) => (old, rpc) switch
    {
        (true, true) => new() { ["kind"] = "file", ["file"] = new JsonObject { ["bytes"] = bytes } },
        (true, false) => new() { ["file"] = new JsonObject { ["fileWithBytes"] = bytes } },
        _ => new() { ["raw"] = bytes },
    };

    /// <summary>A message that is right, but for what is changed.</summary>
    public JsonObject Message(Action<JsonObject>? change = null)
    {
        var message = new JsonObject { ["messageId"] = Guid.NewGuid().ToString(), ["role"] = User, [Parts] = new JsonArray(Text("hello")) };
        change?.Invoke(message);
        return message;
    }

    public Task<HttpResponseMessage> Send(JsonNode? message, JsonObject? configuration = null, bool streams = false) => Ask(
        streams ? "SendStreamingMessage" : "SendMessage", streams ? "message/stream" : "message/send", "POST", streams ? "/message:stream" : "/message:send",
        new() { ["message"] = message, ["configuration"] = configuration });

    public Task<HttpResponseMessage> Get(string id, JsonNode? historyLength = null) =>
        Ask("GetTask", "tasks/get", "GET", $"/tasks/{Uri.EscapeDataString(id)}{(historyLength is null ? "" : $"?historyLength={historyLength}")}", new() { ["id"] = id, ["historyLength"] = historyLength });

    public Task<HttpResponseMessage> Cancel(string id) => Ask("CancelTask", "tasks/cancel", "POST", $"/tasks/{Uri.EscapeDataString(id)}:cancel", new() { ["id"] = id });

    public Task<HttpResponseMessage> Subscribe(string id) => Ask("SubscribeToTask", "tasks/resubscribe", "POST", $"/tasks/{Uri.EscapeDataString(id)}:subscribe", new() { ["id"] = id });

    /// <summary>Has a webhook told of a task.</summary>
    public Task<HttpResponseMessage> Push(string task, JsonObject hook) => Ask("CreateTaskPushNotificationConfig", "tasks/pushNotificationConfig/set", "POST", $"/tasks/{task}/pushNotificationConfigs", old
        ? new() { ["taskId"] = task, ["pushNotificationConfig"] = hook }
        : new(hook.DeepClone().AsObject().Append(new("taskId", task)).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))));

    /// <summary>Asks for a webhook of a task, for all of them, or has one told no more.</summary>
    public Task<HttpResponseMessage> GetPush(string task, string id) => PushAsked("Get", "get", "GET", task, id);

    public Task<HttpResponseMessage> DeletePush(string task, string id) => PushAsked("Delete", "delete", "DELETE", task, id);

    public Task<HttpResponseMessage> ListPushes(string task) =>
        Ask("ListTaskPushNotificationConfigs", "tasks/pushNotificationConfig/list", "GET", $"/tasks/{task}/pushNotificationConfigs", new() { [old ? "id" : "taskId"] = task });

    public Task<HttpResponseMessage> Card() => Ask("GetExtendedAgentCard", "agent/getAuthenticatedExtendedCard", "GET", old ? "/card" : "/extendedAgentCard", []);

    private Task<HttpResponseMessage> PushAsked(string method, string oldMethod, string verb, string task, string id) => Ask($"{method}TaskPushNotificationConfig", $"tasks/pushNotificationConfig/{oldMethod}", verb,
        $"/tasks/{task}/pushNotificationConfigs/{id}", old ? new() { ["id"] = task, ["pushNotificationConfigId"] = id } : new() { ["taskId"] = task, ["id"] = id });

    /// <summary>A webhook at an address, with what authorizes us there.</summary>
    public JsonObject Webhook(string url, string credentials = "secret") => new()
    {
        ["url"] = url, ["authentication"] = old ? new JsonObject { ["schemes"] = new JsonArray("Bearer"), ["credentials"] = credentials } : new JsonObject { ["scheme"] = "Bearer", ["credentials"] = credentials },
    };

    /// <summary>A configuration of a message that has a webhook told of its task.</summary>
    public JsonObject Inline(JsonObject hook) => new() { [(old, rpc) switch { (true, true) => "pushNotificationConfig", (true, false) => "pushNotification", _ => "taskPushNotificationConfig" }] = hook };

    /// <summary>Lists tasks, by one condition; 0.3 has no such method in JSON-RPC.</summary>
    public Task<HttpResponseMessage> List(string name, JsonNode value) => Ask("ListTasks", "ListTasks", "GET", $"/tasks?{name}={Uri.EscapeDataString(value.ToString())}", new() { [name] = value });

    public Task<HttpResponseMessage> Ask(string method, string oldMethod, string verb, string path, JsonObject request) => rpc
        ? Raw(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = old ? oldMethod : method, ["params"] = request }.ToJsonString())
        : Request(verb, path, verb is "GET" or "DELETE" ? null : request.ToJsonString(), "application/json");

    /// <summary>A body as it is, to where messages are sent.</summary>
    public Task<HttpResponseMessage> Raw(string body, string type = "application/json") => Request("POST", rpc ? "" : "/message:send", body, type);

    private async Task<HttpResponseMessage> Request(string verb, string path, string? body, string type)
    {
        using var request = new HttpRequestMessage(new(verb), $"/a2a/{agent}{(old && !rpc ? "/v1" : "")}{path}");
        if (Version is not null) request.Headers.Add("A2A-Version", Version);
        if (body is not null) request.Content = new StringContent(body, MediaTypeHeaderValue.Parse(type));
        return await http.SendAsync(request);
    }

    /// <summary>How an error is told: its reason, and its code, or its status where the binding has no codes.</summary>
    public async Task<(string? Reason, int Code)> Refusal(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        var json = JsonElement.Parse(body.StartsWith("data: ", StringComparison.Ordinal) || body.StartsWith("event: ", StringComparison.Ordinal) ? body[(body.IndexOf("data: ", StringComparison.Ordinal) + 6)..] : body);
        if (!json.TryGetProperty("error", out var error)) error = json;
        if (!error.TryGetProperty("code", out var code)) throw new InvalidOperationException($"No error: {(int)response.StatusCode} {body}");
        Assert.True(rpc || (int)response.StatusCode >= 400, string.Create(CultureInfo.InvariantCulture, $"{response.StatusCode}: {body}"));
        var details = error.GetProperty(!rpc && json.TryGetProperty("error", out _) ? "details" : "data")[0];
        Assert.Equal("type.googleapis.com/google.rpc.ErrorInfo", details.GetProperty("@type").GetString());
        return (details.GetProperty("reason").GetString(), code.GetInt32());
    }
}
