using System.Text;
using System.Text.Json;

namespace Actors.Silo.Stdio;

/// <summary>The client's session with the server, on a legacy revision: opened when the client introduces itself, and anew with the same words where the server knows it no more.</summary>
internal sealed class StdioSession(HttpClient http) : IDisposable
{
    private const string Header = "Mcp-Session-Id", VersionHeader = "MCP-Protocol-Version";

    private readonly SemaphoreSlim renewing = new(1);
    private StdioMessage? introduction;
    private string? version;

    /// <summary>Its id, once the server has given it one.</summary>
    public string? Id { get; private set; }

    /// <summary>Whether an error to what cannot be read has an id of null, as revisions before 2025-11-25 have it, or none.</summary>
    public bool HasNullIds => version is not null && string.CompareOrdinal(version, "2025-11-25") < 0;

    /// <summary>A request as the session, or the modern message's own revision, has it.</summary>
    public HttpRequestMessage Request(HttpMethod method, StdioMessage? message = null)
    {
        var request = new HttpRequestMessage(method, "mcp");
        request.Headers.Add("Accept", method == HttpMethod.Get ? "text/event-stream" : "application/json, text/event-stream");
        if (message?.ModernVersion is not null)
        {
            foreach (var (name, value) in message.ModernHeaders()) request.Headers.TryAddWithoutValidation(name, value);
        }
        else if (message?.Method != "initialize")
        {
            if (Id is not null) request.Headers.Add(Header, Id);
            if (version is not null) request.Headers.Add(VersionHeader, version);
        }

        return request;
    }

    /// <summary>Takes note of what the server answered when the client introduced itself.</summary>
    public bool Opened(StdioMessage initialize, HttpResponseMessage response, string answer)
    {
        if (!response.IsSuccessStatusCode || StdioMessage.Read(answer)?.Result is not { ValueKind: JsonValueKind.Object } result) return false;
        introduction = initialize;
        version = result.TryGetProperty("protocolVersion", out var agreed) && agreed.ValueKind == JsonValueKind.String ? agreed.GetString() : null;
        Id = response.Headers.TryGetValues(Header, out var ids) ? ids.First() : null;
        return true;
    }

    /// <summary>Opens the session anew, unless that has been done since it was <paramref name="lost"/>. False where the server will not.</summary>
    public async Task<bool> Renew(string lost, CancellationToken cancellation)
    {
        await renewing.WaitAsync(cancellation);
        try
        {
            if (Id != lost) return Id is not null;
            using var response = await Post(introduction!, cancellation);
            if (!Opened(introduction!, response, await response.Content.ReadAsStringAsync(cancellation))) return false;
            using var initialized = await Post(StdioMessage.Read("""{"jsonrpc":"2.0","method":"notifications/initialized"}""")!, cancellation);
            return Id is not null;
        }
        finally
        {
            renewing.Release();
        }
    }

    /// <summary>Tells the server that the client needs it no more, where there is a server to be told.</summary>
    public async Task End()
    {
        if (Id is null) return;
        try
        {
            using var request = Request(HttpMethod.Delete);
            using var response = await http.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException away)
        {
            await Console.Error.WriteLineAsync($"The server was not told of the end: {away.Message}");
        }
    }

    public void Dispose() => renewing.Dispose();

    private async Task<HttpResponseMessage> Post(StdioMessage message, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Post, message);
        request.Content = new StringContent(message.Line, Encoding.UTF8, "application/json");
        return await http.SendAsync(request, cancellation);
    }
}
