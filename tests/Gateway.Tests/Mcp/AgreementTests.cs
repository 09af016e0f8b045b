using System.Text.Json;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>What cannot be undone is done when the person agrees, where their client can ask them (2026-07-28, patterns: Multi Round-Trip Requests).</summary>
public sealed class AgreementTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string CanAsk = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"elicitation":{"form":{}}}}""";

    [Theory]
    [InlineData("accept", true)]
    [InlineData("decline", false)]
    [InlineData("cancel", false)]
    public async Task A_person_is_removed_when_whoever_removes_them_agrees(string action, bool removed)
    {
        using var http = app.SignedIn();
        var user = await Somebody(http);
        var asked = (await Remove(user, CanAsk).To(http)).Result;
        Assert.Equal("input_required", asked.GetProperty("resultType").GetString());
        Assert.Contains("Robot", asked.GetProperty("inputRequests").GetProperty("agreement").GetProperty("params").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.True(await Exists(http, user));

        var state = asked.GetProperty("requestState").GetRawText();
        var answer = await Remove(user, CanAsk, $",\"requestState\":{state},\"inputResponses\":{{\"agreement\":{{\"action\":\"{action}\",\"content\":{{}}}}}}").To(http);
        Assert.Equal((!removed, !removed), (answer.IsError, await Exists(http, user)));
    }

    [Fact]
    public async Task A_client_that_cannot_ask_and_a_delete_have_decided()
    {
        using var http = app.SignedIn();
        var (one, other) = (await Somebody(http), await Somebody(http));
        Assert.False((await Remove(one, McpPost.ModernMeta).To(http)).IsError);
        using var deleted = await http.DeleteAsync($"/api/users/{other}");
        Assert.True(deleted.IsSuccessStatusCode);
        Assert.False(await Exists(http, one) || await Exists(http, other));
    }

    private static async Task<string> Somebody(HttpClient http) =>
        (await McpPost.OfModernCall("create_service_account", """{"name":"Robot"}""").To(http)).Result.GetProperty("structuredContent").GetProperty("id").GetString()!;

    private static McpPost Remove(string user, string meta, string more = "") =>
        McpPost.OfModern("tools/call", $"\"name\":\"remove_user\",\"arguments\":{{\"userId\":\"{user}\"}}{more}", "remove_user", meta);

    private static async Task<bool> Exists(HttpClient http, string user) =>
        !(await McpPost.OfModernCall("get_user", $"{{\"userId\":{JsonSerializer.Serialize(user)}}}").To(http)).IsError;
}
