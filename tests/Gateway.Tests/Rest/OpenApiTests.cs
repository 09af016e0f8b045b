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

    [Fact]
    public async Task The_documentation_is_a_page_like_the_others_that_names_every_tool_and_loads_nothing_from_elsewhere()
    {
        var response = await app.Client().GetAsync("/docs");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.StartsWith("default-src 'none'; style-src 'self';", Assert.Single(response.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var page = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        foreach (var path in (await (await app.Client().GetAsync("/openapi/v1.json")).Json()).GetProperty("paths").EnumerateObject())
        foreach (var operation in path.Value.EnumerateObject())
            Assert.Contains($"<details id=\"{operation.Value.Text("operationId")}\">", page, StringComparison.Ordinal);
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
