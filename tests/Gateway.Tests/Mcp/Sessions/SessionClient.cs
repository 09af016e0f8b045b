namespace Actors.Gateway.Tests.Mcp.Sessions;

/// <summary>What a legacy client does besides posting requests.</summary>
internal static class SessionClient
{
    public static async Task<string> OpenSession(this HttpClient http, string version, string capabilities = "{}")
    {
        var answer = await McpPost.Of("initialize", $$"""
            "protocolVersion":"{{version}}","capabilities":{{capabilities}},"clientInfo":{"name":"c","version":"1"}
            """, null).To(http);
        Assert.Equal((200, version), (answer.Status, answer.Result.GetProperty("protocolVersion").GetString()));
        return Assert.Single(answer.Headers.GetValues("Mcp-Session-Id"));
    }

    public static McpPost In(this McpPost post, string session) => post.With("Mcp-Session-Id", session);

    /// <summary>Sends a request without a body, and answers the status.</summary>
    public static async Task<int> Send(this HttpClient http, HttpMethod method, string? session)
    {
        using var request = new HttpRequestMessage(method, "/mcp");
        if (session is not null) request.Headers.Add("Mcp-Session-Id", session);
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
