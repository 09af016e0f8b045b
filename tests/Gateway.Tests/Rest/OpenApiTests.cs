using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Tools;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests.Rest;

/// <summary>The description of REST is what applications are generated from: a change of it shows in a golden file.</summary>
[Collection(RestCollection.Name)]
public sealed class OpenApiTests(ActorsApp app)
{
    private const string Path = "/openapi/v1.json";

    [Fact]
    public async Task The_document_is_as_agreed()
    {
        var actual = (await app.Client().GetStringAsync(Path)).Replace(Base, "https://actors.example", StringComparison.Ordinal) + "\n";
        var golden = System.IO.Path.Combine(Folder(), "OpenApi.golden.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) await File.WriteAllTextAsync(golden, actual);
        Assert.Equal(await File.ReadAllTextAsync(golden), actual);
    }

    [Fact]
    public async Task Every_tool_is_there_at_its_route_with_its_scope()
    {
        var paths = JsonSerializer.Deserialize<JsonElement>(await app.Client().GetStringAsync(Path)).GetProperty("paths");
        var tools = app.Services.GetRequiredService<ToolCatalog>().Tools;
        Assert.All(tools, tool =>
        {
            var operation = paths.GetProperty(tool.Route.Path).GetProperty(tool.Route.Method.ToLowerInvariant());
            Assert.Equal(tool.Name, operation.Text("operationId"));
            Assert.Equal(tool.Declared.Scope, operation.GetProperty("security")[0].GetProperty("oauth")[0].GetString());
        });
        Assert.Equal(tools.Count, paths.EnumerateObject().Sum(path => path.Value.EnumerateObject().Count()));
    }

    [Fact]
    public async Task Who_has_it_already_is_not_sent_it_again()
    {
        var first = await app.Client().GetAsync(Path);
        using var again = new HttpRequestMessage(HttpMethod.Get, Path);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await app.Client().SendAsync(again)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await app.Client().Send("HEAD", Path)).StatusCode);
    }

    [Theory]
    [InlineData("/docs/index.html", "text/html")]
    [InlineData("/docs/index.js", "application/javascript")]
    [InlineData("/docs/swagger-ui-bundle.js", "text/javascript")]
    [InlineData("/docs/swagger-ui.css", "text/css")]
    public async Task The_documentation_comes_from_here_alone(string path, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        var response = await app.Client().SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy);
        Assert.DoesNotContain("http", policy.Replace(Base, "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_documentation_is_found_from_its_short_address()
    {
        var response = await app.Client().GetAsync("/docs");
        Assert.Equal((HttpStatusCode.MovedPermanently, "docs/index.html"), (response.StatusCode, response.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task The_type_of_a_problem_leads_to_its_explanation()
    {
        var type = (await (await app.Client().GetAsync("/api/me")).Json()).Text("type");
        Assert.Contains($"id=\"{type.Split('#')[1]}\"", await app.Client().GetStringAsync(type));
    }

    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    private static string Folder([CallerFilePath] string here = "") => System.IO.Path.GetDirectoryName(here)!;
}
