using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Conformance.Tests;

/// <summary>Requests of revision 2026-07-28, as its clients send them.</summary>
internal static class Modern
{
    /// <summary>Sends one request. <paramref name="capabilities"/> is what the client says it can do.</summary>
    public static async Task<(int Status, JsonElement Body)> Ask(this HttpClient http, string method, JsonObject parameters, string capabilities = """{"elicitation":{},"sampling":{},"roots":{}}""", JsonObject? meta = null)
    {
        meta ??= [];
        meta["io.modelcontextprotocol/protocolVersion"] = "2026-07-28";
        meta["io.modelcontextprotocol/clientCapabilities"] = JsonNode.Parse(capabilities);
        parameters["_meta"] = meta;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", "2026-07-28");
        request.Headers.Add("Mcp-Method", method);
        if ((parameters["name"] ?? parameters["uri"] ?? parameters["taskId"]) is { } name) request.Headers.Add("Mcp-Name", name.GetValue<string>());
        request.Content = JsonContent.Create(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = method, ["params"] = parameters });
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = answer.Content.Headers.ContentType?.MediaType == "text/event-stream" ? text.Split("data: ")[^1] : text;
        return ((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(json));
    }

    /// <summary>Listens to what a filter names: each message of the stream.</summary>
    public static async IAsyncEnumerable<JsonElement> Listen(this HttpClient http, string filter, string capabilities = """{"extensions":{"io.modelcontextprotocol/tasks":{}}}""")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Headers = { { "Accept", "application/json, text/event-stream" }, { "MCP-Protocol-Version", "2026-07-28" }, { "Mcp-Method", "subscriptions/listen" } } };
        request.Content = new StringContent($$"""
            {"jsonrpc":"2.0","id":7,"method":"subscriptions/listen","params":{"notifications":{{filter}},
            "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{{capabilities}} } } }
            """, null, "application/json");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{')) yield return JsonSerializer.Deserialize<JsonElement>(line);
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) yield return JsonSerializer.Deserialize<JsonElement>(line[6..]);
        }
    }

    /// <summary>Calls a tool.</summary>
    public static Task<(int Status, JsonElement Body)> Call(this HttpClient http, string tool, object? arguments = null, object? answers = null, string? state = null, string? capabilities = null)
    {
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = JsonSerializer.SerializeToNode(arguments ?? new { }) };
        if (answers is not null) parameters["inputResponses"] = JsonSerializer.SerializeToNode(answers);
        if (state is not null) parameters["requestState"] = state;
        return capabilities is null ? http.Ask("tools/call", parameters) : http.Ask("tools/call", parameters, capabilities);
    }

    /// <summary>The text of a tool's result.</summary>
    public static string Text(this JsonElement body) => body.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString()!;

    /// <summary>The code of an error, or null.</summary>
    public static int? Code(this JsonElement body) => body.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;
}
