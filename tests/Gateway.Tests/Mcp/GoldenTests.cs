using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>
/// What goes over the wire: each file in <c>Golden</c> is a request, and after the line that begins with HTTP its answer,
/// with ids that differ from run to run replaced by *. <c>UPDATE_GOLDEN=1</c> writes the answers anew.
/// </summary>
public sealed partial class GoldenTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const string Separator = "\nHTTP ";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Exchanges => [.. Directory.GetFiles(Folder(), "*.http").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory, MemberData(nameof(Exchanges))]
    public async Task The_wire_is_as_agreed(string exchange)
    {
        var file = Path.Combine(Folder(), $"{exchange}.http");
        var golden = await File.ReadAllTextAsync(file);
        var request = golden.Split(Separator)[0];
        using var http = app.SignedIn();
        var answer = await Parse(request).To(http);
        var actual = $"{request}{Separator}{answer.Status} {answer.ContentType}\n\n{Mask(JsonSerializer.Serialize(answer.Json, Readable))}\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) await File.WriteAllTextAsync(file, actual);
        else Assert.Equal(golden, actual);
    }

    [Theory]
    [InlineData("2026-07-28")]
    [InlineData("2025-11-25")]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    public async Task The_list_tells_of_a_tool_what_the_revision_knows(string version)
    {
        using var http = app.SignedIn();
        var answer = await (version == McpPost.Modern ? McpPost.OfModern("tools/list") : McpPost.Of("tools/list", "", version)).To(http);
        var tool = answer.Result.GetProperty("tools").EnumerateArray().Single(tool => tool.GetProperty("name").GetString() == "whoami");
        var actual = Mask(JsonSerializer.Serialize(tool, Readable)) + "\n";
        var file = Path.Combine(Folder(), $"whoami.{version}.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is not null) await File.WriteAllTextAsync(file, actual);
        else Assert.Equal(await File.ReadAllTextAsync(file), actual);
        Assert.Equal(version == McpPost.Modern, answer.Result.TryGetProperty("ttlMs", out _));
        Assert.Equal(version == McpPost.Modern, answer.Result.TryGetProperty("cacheScope", out _));
    }

    private static McpPost Parse(string request)
    {
        var parts = request.Split("\n\n", 2);
        var post = new McpPost(parts[1].TrimEnd());
        foreach (var line in parts[0].Split('\n').Skip(1)) post.With(line.Split(": ")[0], line.Split(": ")[1]);
        return post;
    }

    private string Mask(string json) => Ids().Replace(json, "*").Replace(app.BaseUrl.GetLeftPart(UriPartial.Authority), "https://actors.example.com", StringComparison.Ordinal);

    [GeneratedRegex("""(?<="(userId|goalId|client)\\?": ?\\?")[^"\\]+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Ids();

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Golden");
}
