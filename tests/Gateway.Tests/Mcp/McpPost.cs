using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Actors.Gateway.Tests.Mcp.Published;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>A request to <c>/mcp</c> as a client of some revision sends it, to be changed into what none should send.</summary>
internal sealed class McpPost(string text)
{
    public const string Modern = "2026-07-28";
    public const string ModernMeta = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    // What every client sends; a test that needs another says so.
    private readonly List<(string Name, string Value)> headers = [("Accept", "application/json, text/event-stream"), ("Content-Type", "application/json")];

    /// <summary>A request of the modern revision, with its <c>_meta</c> and headers.</summary>
    public static McpPost OfModern(string method, string parameters = "", string? name = null, string meta = ModernMeta)
    {
        var members = string.Join(',', new[] { parameters, meta.Length == 0 ? "" : $"\"_meta\":{meta}" }.Where(part => part.Length > 0));
        var post = Of(method, members, Modern).With("Mcp-Method", method);
        return name is null ? post : post.With("Mcp-Name", name);
    }

    public static McpPost OfModernCall(string tool, string arguments = "{}", string meta = ModernMeta) =>
        OfModern("tools/call", $"\"name\":{JsonSerializer.Serialize(tool)},\"arguments\":{arguments}", tool, meta);

    /// <summary>A request with these members of <c>params</c>, and the version header where there is a version.</summary>
    public static McpPost Of(string method, string parameters, string? version)
    {
        var post = new McpPost($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{ {{parameters}} } }""");
        return version is null ? post : post.With("MCP-Protocol-Version", version);
    }

    public static McpPost Notification(string method, string version, string parameters = "") =>
        new McpPost($$"""{"jsonrpc":"2.0","method":"{{method}}","params":{ {{parameters}} } }""").With("MCP-Protocol-Version", version);

    public static McpPost OfCall(string version, string tool, string arguments = "{}") =>
        Of("tools/call", $"\"name\":\"{tool}\",\"arguments\":{arguments}", version);

    public string Text { get; private set; } = text;

    public McpPost Body(string text)
    {
        Text = text;
        return this;
    }

    public McpPost With(string name, string value)
    {
        headers.Add((name, value));
        return this;
    }

    public McpPost Without(string name)
    {
        headers.RemoveAll(header => header.Name == name);
        return this;
    }

    public McpPost Instead(string name, string value) => Without(name).With(name, value);

    public async Task<McpAnswer> To(HttpClient http, CancellationToken cancellation = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = new ByteArrayContent(Encoding.Latin1.GetBytes(Text)) };
        foreach (var (name, value) in headers)
            (name == "Content-Type" ? (HttpHeaders)request.Content.Headers : request.Headers).TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request, cancellation);
        var answer = new McpAnswer(response, await response.Content.ReadAsStringAsync(cancellation));
        Demand(answer);
        return answer;
    }

    /// <summary>Whatever is answered to whatever test is what the revision publishes. In a session, only a request that names the revision says which that is.</summary>
    private void Demand(McpAnswer answer)
    {
        if (answer.ContentType != "application/json" || answer.Json.ValueKind != JsonValueKind.Object || !answer.Json.TryGetProperty("jsonrpc", out _)) return;
        var named = headers.Where(header => header.Name == "MCP-Protocol-Version").Select(header => header.Value).ToArray();
        var agreed = answer.Json.TryGetProperty("result", out var result) && result.TryGetProperty("protocolVersion", out var version) ? version.GetString() : null;
        var revision = agreed ?? (named is [var one] ? one : named is [] && !headers.Any(header => header.Name == "Mcp-Session-Id") ? "2025-03-26" : "");
        var method = Member(Root, "method");
        PublishedSchema.Of(revision)?.Demand(answer.Json, method);
        if (method == "tools/call" && result.ValueKind == JsonValueKind.Object && result.TryGetProperty("structuredContent", out var structured))
            OutputSchemas.Demand(Member(Root.GetProperty("params"), "name")!, structured);
    }

    private JsonElement Root
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize<JsonElement>(Encoding.Latin1.GetBytes(Text));
            }
            catch (JsonException)
            {
                return default;
            }
        }
    }

    private static string? Member(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>What <c>/mcp</c> answered.</summary>
internal sealed class McpAnswer(HttpResponseMessage response, string body)
{
    public int Status => (int)response.StatusCode;

    public HttpResponseHeaders Headers => response.Headers;

    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    public string Body => body;

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(body);

    public JsonElement Result => Json.GetProperty("result");

    public int? Code => Json.TryGetProperty("error", out var error) ? error.GetProperty("code").GetInt32() : null;

    /// <summary>The text of a tool's result.</summary>
    public string Text => Result.GetProperty("content")[0].GetProperty("text").GetString()!;

    public bool IsError => Result.TryGetProperty("isError", out var isError) && isError.GetBoolean();
}
