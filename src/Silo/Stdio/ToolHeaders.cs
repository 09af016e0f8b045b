using System.Text;
using System.Text.Json;
using Actors.Tools;

namespace Actors.Silo.Stdio;

/// <summary>Which arguments of a tool come in headers as well: read off the server's list of tools when a call first needs it (2026-07-28, Streamable HTTP: Custom Headers from Tool Parameters).</summary>
internal sealed class ToolHeaders(HttpClient http, TimeProvider time)
{
    /// <summary>How long a list is believed that does not name a tool.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);

    private long? askedAt;

    private IReadOnlyDictionary<string, IReadOnlyList<ParameterHeader>> known = new Dictionary<string, IReadOnlyList<ParameterHeader>>();

    /// <summary>The headers of a call, with their values.</summary>
    public async Task<IEnumerable<(string Name, string Value)>> Of(StdioMessage call, CancellationToken cancellation)
    {
        if (call is not { Method: "tools/call", ModernVersion: not null, Name: { } tool }) return [];
        if (!known.ContainsKey(tool) && (askedAt is not { } at || time.GetElapsedTime(at) >= Fresh)) known = await Ask(call, cancellation);
        return known.GetValueOrDefault(tool, []).Select(header => (header.Header, Value: header.Value(call.Arguments)))
            .Where(header => header.Value is not null).Select(header => (header.Header, StdioMessage.Encode(header.Value!)));
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<ParameterHeader>>> Ask(StdioMessage call, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "mcp");
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("MCP-Protocol-Version", call.ModernVersion);
        request.Headers.Add("Mcp-Method", "tools/list");
        request.Content = new StringContent($$$"""{"jsonrpc":"2.0","id":0,"method":"tools/list","params":{"_meta":{{{call.Meta.GetRawText()}}} } }""", Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request, cancellation);
        if (!response.IsSuccessStatusCode) return known;
        askedAt = time.GetTimestamp();
        return Read(await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>A list that is none names no headers; the server will say what it misses.</summary>
    private static Dictionary<string, IReadOnlyList<ParameterHeader>> Read(string answer)
    {
        try
        {
            return JsonElement.Parse(answer).GetProperty("result").GetProperty("tools").EnumerateArray()
                .ToDictionary(tool => tool.GetProperty("name").GetString()!, tool => ParameterHeader.Of(tool.GetProperty("inputSchema")), StringComparer.Ordinal);
        }
        catch (Exception none) when (none is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            return [];
        }
    }
}
