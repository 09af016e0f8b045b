using System.Text.Json;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>A tenant's things have addresses: listed for their owner, read by anybody who may, and by nobody else.</summary>
public sealed class ResourceTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_goal_is_listed_read_and_completed_by_its_address()
    {
        using var http = app.SignedIn();
        var goal = (await McpPost.OfModernCall("set_goal", """{"type":"swimming","title":"Laps","target":40,"unit":"laps"}""").To(http))
            .Result.GetProperty("structuredContent").GetProperty("goal");
        var (id, uri) = (goal.GetProperty("goalId").GetString()!, $"actors://goals/{goal.GetProperty("goalId").GetString()}");

        var listed = await Listed(http);
        Assert.Contains(listed, entry => entry.GetProperty("uri").GetString() == "actors://me");
        Assert.Equal("Laps", listed.Single(entry => entry.GetProperty("uri").GetString() == uri).GetProperty("title").GetString());

        var contents = (await McpPost.OfModern("resources/read", $"\"uri\":\"{uri}\"", uri).To(http)).Result.GetProperty("contents")[0];
        Assert.Equal("swimming", JsonSerializer.Deserialize<JsonElement>(contents.GetProperty("text").GetString()!).GetProperty("type").GetString());

        var completed = await McpPost.OfModern("completion/complete",
            """ "ref":{"type":"ref/resource","uri":"actors://goals/{goalId}"},"argument":{"name":"goalId","value":"lap"} """).To(http);
        Assert.Equal(id, Assert.Single(completed.Result.GetProperty("completion").GetProperty("values").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task Every_goal_comes_once_over_all_pages()
    {
        using var http = app.SignedIn();
        for (var i = 0; i < 120; i++)
            await McpPost.OfModernCall("set_goal", $$"""{"type":"page_{{i}}","target":1,"unit":"x"}""").To(http);

        var seen = (await Listed(http)).Select(entry => entry.GetProperty("uri").GetString()!).ToList();
        Assert.True(seen.Count > 120);
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Lists_hold_what_the_caller_may_use_and_a_reading_beyond_it_names_the_scope()
    {
        using var http = app.Client(await app.KeyWith("profile"));
        var tools = (await McpPost.OfModern("tools/list").To(http)).Result.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString());
        Assert.Contains("whoami", tools);
        Assert.DoesNotContain("list_goals", tools);
        Assert.Empty((await McpPost.OfModern("prompts/list").To(http)).Result.GetProperty("prompts").EnumerateArray());

        var refused = await McpPost.OfModern("resources/read", "\"uri\":\"actors://goals\"", "actors://goals").To(http);
        Assert.Equal(403, refused.Status);
    }

    private static async Task<List<JsonElement>> Listed(HttpClient http)
    {
        var listed = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await McpPost.OfModern("resources/list", cursor is null ? "" : $"\"cursor\":\"{cursor}\"").To(http)).Result;
            listed.AddRange(page.GetProperty("resources").EnumerateArray());
            cursor = page.TryGetProperty("nextCursor", out var next) ? next.GetString() : null;
        }
        while (cursor is not null);
        return listed;
    }
}
