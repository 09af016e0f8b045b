using System.Diagnostics;
using Actors.Gateway.Mcp;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>What goes with a call beside its arguments: a page to look at its result, and the trace it belongs to.</summary>
public sealed class ViewTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Page = "ui://actors/goals";

    [Fact]
    public async Task A_tool_names_the_page_that_shows_its_results_and_the_page_loads_nothing()
    {
        using var http = app.SignedIn();
        var tools = (await McpPost.OfModern("tools/list").To(http)).Result.GetProperty("tools").EnumerateArray();
        var listed = (await McpPost.OfModern("resources/list").To(http)).Result.GetProperty("resources").EnumerateArray();
        var page = (await McpPost.OfModern("resources/read", $"\"uri\":\"{Page}\"", Page).To(http)).Result.GetProperty("contents")[0];

        Assert.Equal(Page, tools.Single(tool => tool.GetProperty("name").GetString() == "list_goals").GetProperty("_meta").GetProperty("ui").GetProperty("resourceUri").GetString());
        Assert.Equal("text/html;profile=mcp-app", listed.Single(resource => resource.GetProperty("uri").GetString() == Page).GetProperty("mimeType").GetString());
        Assert.Equal("text/html;profile=mcp-app", page.GetProperty("mimeType").GetString());
        Assert.All(page.GetProperty("_meta").GetProperty("ui").GetProperty("csp").EnumerateObject(), domains => Assert.Equal(0, domains.Value.GetArrayLength()));
        var html = page.GetProperty("text").GetString()!;
        foreach (var loading in (string[])["src=", "href=", "fetch(", "import ", "innerHTML", "eval("]) Assert.DoesNotContain(loading, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_needs_the_scope_of_its_tool()
    {
        using var http = app.Client(await app.KeyWith("profile"));

        Assert.DoesNotContain(Page, (await McpPost.OfModern("resources/list").To(http)).Body, StringComparison.Ordinal);
        Assert.Equal(403, (await McpPost.OfModern("resources/read", $"\"uri\":\"{Page}\"", Page).To(http)).Status);
    }

    [Fact]
    public async Task Goals_in_the_list_of_resources_can_be_told_apart()
    {
        using var http = app.SignedIn();
        var descriptions = (await McpPost.OfModern("resources/list").To(http)).Result.GetProperty("resources").EnumerateArray()
            .Where(resource => resource.GetProperty("uri").GetString()!.StartsWith("actors://goals/", StringComparison.Ordinal)).Select(resource => resource.GetProperty("description").GetString()).ToList();

        Assert.Distinct(descriptions);
        Assert.Contains(descriptions, description => description!.StartsWith("running_distance, open: 7.5 of 120 km", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_callers_trace_goes_on()
    {
        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        var seen = new List<Activity>();
        using var listener = new ActivityListener { ShouldListenTo = source => source.Name == TraceContext.SourceName, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData, ActivityStopped = activity => { lock (seen) seen.Add(activity); } };
        ActivitySource.AddActivityListener(listener);
        using var http = app.SignedIn();
        var meta = McpPost.ModernMeta[..^1] + $",\"traceparent\":\"00-{Trace}-b7ad6b7169203331-01\"}}";
        await McpPost.OfModernCall("whoami", meta: meta).To(http);
        await McpPost.OfModernCall("whoami", meta: McpPost.ModernMeta[..^1] + ",\"traceparent\":\"nonsense\"}").To(http);

        lock (seen)
        {
            var activity = Assert.Single(seen, activity => activity.TraceId.ToString() == Trace);
            Assert.Equal("b7ad6b7169203331", activity.ParentSpanId.ToString());
        }
    }

    [Theory]
    [InlineData("2025-03-26", true)]
    [InlineData("2025-06-18", true)]
    [InlineData("2025-11-25", false)]
    [InlineData("2026-07-28", false)]
    public async Task An_error_to_what_cannot_be_read_has_the_id_that_its_revision_gives_it(string revision, bool isNull)
    {
        using var http = app.SignedIn();
        var answer = await McpPost.Of("ping", "", revision).Body("{").To(http);

        Assert.Equal(-32700, answer.Code);
        Assert.Equal(isNull, answer.Json.TryGetProperty("id", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("evil.example.com", 403)]
    [InlineData("127.0.0.1.evil.example.com", 403)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    public async Task A_foreign_name_for_this_machine_is_refused(string host, int status)
    {
        using var http = app.SignedIn();
        http.DefaultRequestHeaders.Host = $"{host}:{app.BaseUrl.Port}";

        Assert.Equal(status, (await McpPost.OfModern("tools/list").To(http)).Status);
    }
}
