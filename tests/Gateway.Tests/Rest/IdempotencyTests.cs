using System.Net;
using System.Text.Json;
using Actors.Gateway.Tests.Mcp;

namespace Actors.Gateway.Tests.Rest;

/// <summary>How a call is told to run once: a header in REST, a field of <c>_meta</c> in MCP, one key for both.</summary>
[Collection(RestCollection.Name)]
public sealed class IdempotencyTests(ActorsApp app)
{
    private readonly HttpClient http = app.SignedIn();
    private readonly string key = Guid.NewGuid().ToString();

    [Fact]
    public async Task The_same_key_runs_once_over_REST_and_MCP()
    {
        const string Goal = """{"type":"run_once","target":12,"unit":"books"}""";
        var first = await (await Post(Goal, key)).Json();
        var repeat = await (await Post(Goal, $"\"{key}\"")).Json();
        var overMcp = await McpPost.OfModernCall("set_goal", Goal, Meta(JsonSerializer.Serialize(key))).To(http);

        Assert.Equal(first.GetRawText(), repeat.GetRawText());
        Assert.Equal(first.GetProperty("goal").Text("goalId"), overMcp.Result.GetProperty("structuredContent").GetProperty("goal").Text("goalId"));
        Assert.Single((await (await http.GetAsync("/api/goals?type=run_once")).Json()).GetProperty("goals").EnumerateArray());
    }

    [Fact]
    public async Task A_key_that_came_with_another_call_is_a_conflict()
    {
        await Post("""{"type":"key_of_one","target":12,"unit":"books"}""", key);
        var other = await Post("""{"type":"key_of_another","target":12,"unit":"books"}""", key);
        Assert.Equal((HttpStatusCode.Conflict, "conflict"), (other.StatusCode, (await other.Json()).Text("code")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("\"\"")]
    public async Task What_is_no_key_is_refused(string text) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Post("""{"type":"no_key","target":12,"unit":"books"}""", text)).StatusCode);

    [Theory]
    [InlineData("7")]
    [InlineData("\"two words\"")]
    public async Task What_is_no_key_is_refused_in_MCP(string text)
    {
        var answer = await McpPost.OfModernCall("set_goal", """{"type":"no_key","target":12,"unit":"books"}""", Meta(text)).To(http);
        Assert.True(answer.IsError);
        Assert.StartsWith("invalid_argument: An idempotency key", answer.Text);
    }

    private static string Meta(string key) => McpPost.ModernMeta[..^1] + $",\"actors/idempotencyKey\":{key}}}";

    private Task<HttpResponseMessage> Post(string body, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/goals") { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return http.SendAsync(request);
    }
}
