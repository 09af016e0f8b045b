using System.Text.Json;
using Actors.Gateway.Mcp.Methods;

namespace Actors.Gateway.Tests.Mcp;

/// <summary>A client that asks for it gets a tool's text in TOON; what programs read stays JSON.</summary>
public sealed class ToonTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Theory]
    [InlineData("""{"name":"Ada","age":36,"admin":true,"note":null}""", "name: Ada\nage: 36\nadmin: true\nnote: null")]
    [InlineData("""{"a":{"b":{"c":1}},"d":2}""", "a:\n  b:\n    c: 1\nd: 2")]
    [InlineData("""{"tags":["a","b"],"none":[]}""", "tags[2]: a,b\nnone[0]:")]
    [InlineData("""{"goals":[{"id":"g_1","km":7.5},{"km":8,"id":"g_2"}]}""", "goals[2]{id,km}:\n  g_1,7.5\n  g_2,8")]
    [InlineData("""{"mixed":[1,{"a":1,"b":[2]},[3]] }""", "mixed[3]:\n  - 1\n  - a: 1\n    b[1]: 2\n  - [1]: 3")]
    [InlineData("""{"s":["true","1","","a,b","a: b"," x","-","line\nbreak","say \"hi\""]}""", "s[9]: \"true\",\"1\",\"\",\"a,b\",\"a: b\",\" x\",\"-\",\"line\\nbreak\",\"say \\\"hi\\\"\"")]
    [InlineData("""{"two words":1,"2":2}""", "\"two words\": 1\n\"2\": 2")]
    public void Lines_stand_for_braces_and_tables_for_rows(string json, string toon) => Assert.Equal(toon, Toon.Of(JsonElement.Parse(json)));

    [Fact]
    public async Task The_text_is_toon_where_it_is_asked_for_and_what_programs_read_stays()
    {
        using var http = app.SignedIn();
        var json = await McpPost.OfModernCall("list_goals").To(http);
        var toon = await McpPost.OfModernCall("list_goals", meta: Meta("\"toon\"")).To(http);

        Assert.StartsWith("goals[2]", toon.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{\"", toon.Text, StringComparison.Ordinal);
        Assert.Equal(json.Result.GetProperty("structuredContent").GetRawText(), toon.Result.GetProperty("structuredContent").GetRawText());
    }

    [Theory]
    [InlineData("\"yaml\"")]
    [InlineData("1")]
    public async Task A_format_that_there_is_not_is_refused(string format)
    {
        using var http = app.SignedIn();
        Assert.Equal(-32602, (await McpPost.OfModernCall("list_goals", meta: Meta(format)).To(http)).Code);
    }

    private static string Meta(string format) => McpPost.ModernMeta[..^1] + $",\"actors/format\":{format}}}";
}
