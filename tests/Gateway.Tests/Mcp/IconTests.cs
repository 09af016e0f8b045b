using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>What is offered has pictures (2025-11-25, basic: Icons).</summary>
public sealed class IconTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Theory]
    [InlineData("tools/list", "tools", "2026-07-28")]
    [InlineData("tools/list", "tools", "2025-11-25")]
    [InlineData("prompts/list", "prompts", "2025-11-25")]
    [InlineData("resources/list", "resources", "2025-11-25")]
    [InlineData("resources/templates/list", "resourceTemplates", "2026-07-28")]
    public async Task Everything_in_a_list_names_a_picture_that_is_served_to_anybody(string method, string list, string revision)
    {
        using var http = app.SignedIn();
        using var anybody = app.Client();
        var answer = await Ask(http, method, revision);
        foreach (var address in answer.Result.GetProperty(list).EnumerateArray().Select(Address).Distinct())
        {
            using var icon = await anybody.GetAsync(address);
            Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (icon.StatusCode, icon.Content.Headers.ContentType!.MediaType));
            Assert.StartsWith("<svg", await icon.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.True(icon.Headers.CacheControl!.Public);
        }
    }

    [Theory]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    public async Task Older_revisions_know_of_none(string revision)
    {
        using var http = app.SignedIn();
        Assert.DoesNotContain("\"icons\"", (await Ask(http, "tools/list", revision)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_has_one_and_a_client_that_has_it_gets_it_once()
    {
        using var http = app.SignedIn();
        var meta = (await McpPost.OfModern("server/discover").To(http)).Result.GetProperty("_meta");
        var address = Address(meta.GetProperty("io.modelcontextprotocol/serverInfo"));
        using var first = await http.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { new EntityTagHeaderValue(first.Headers.ETag!.Tag) } } };
        using var second = await http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Contains("sandbox", first.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_none_of_another_name()
    {
        using var http = app.Client();
        using var missing = await http.GetAsync("/icons/nothing.svg");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    private static Task<McpAnswer> Ask(HttpClient http, string method, string revision) =>
        (revision == McpPost.Modern ? McpPost.OfModern(method) : McpPost.Of(method, "", revision)).To(http);

    private static string Address(JsonElement offered) => Assert.Single(offered.GetProperty("icons").EnumerateArray()).GetProperty("src").GetString()!;
}
