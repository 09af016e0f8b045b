using System.Text.Json.Nodes;

namespace Actors.Conformance.Tests;

/// <summary>An argument that the schema puts into a header is there, once, and says what the body says.</summary>
public sealed class ParameterHeaderTests(FixtureServer server) : IClassFixture<FixtureServer>
{
    private const int HeaderMismatch = -32020;

    [Theory]
    [InlineData("""{"region":"eu"}""", "Region=eu")]
    [InlineData("""{"region":"eu"}""", "Region==?base64?ZXU=?=")]
    [InlineData("""{"region":"eu","priority":7}""", "Region=eu", "Priority=7")]
    [InlineData("""{"region":"eu","priority":null}""", "Region=eu")]
    [InlineData("""{"region":"eu"}""", "Region=eu", "Unknown=anything")]
    [InlineData("""{"region":"Zürich"}""", "Region==?base64?WsO8cmljaA==?=")]
    public async Task What_is_the_same_in_both_is_served(string arguments, params string[] headers) =>
        Assert.Equal((200, null), await Call(arguments, headers));

    [Theory]
    [InlineData("""{"region":"eu"}""")]
    [InlineData("""{"region":"eu"}""", "Region=us")]
    [InlineData("""{"region":"eu"}""", "Region=EU")]
    [InlineData("""{"region":"eu"}""", "Region=eu", "Region=eu")]
    [InlineData("""{"region":"eu"}""", "Region==?base64?ZXU?=")]
    [InlineData("""{"region":"eu"}""", "Region==?base64?!!!!?=")]
    [InlineData("""{"region":"eu"}""", "Region=eu", "Priority=7")]
    [InlineData("""{"region":"eu","priority":8}""", "Region=eu", "Priority=7")]
    [InlineData("""{"region":"eu","priority":null}""", "Region=eu", "Priority=null")]
    [InlineData("""{"region":"eu","priority":7}""", "Region=eu")]
    public async Task What_differs_is_refused_before_anything_runs(string arguments, params string[] headers) =>
        Assert.Equal((400, HeaderMismatch), await Call(arguments, headers));

    private async Task<(int, int?)> Call(string arguments, string[] headers)
    {
        using var http = server.Client();
        foreach (var header in headers)
        {
            var at = header.IndexOf('=', StringComparison.Ordinal);
            http.DefaultRequestHeaders.TryAddWithoutValidation($"Mcp-Param-{header[..at]}", header[(at + 1)..]);
        }
        var (status, body) = await http.Ask("tools/call", new() { ["name"] = "test_parameter_headers", ["arguments"] = JsonNode.Parse(arguments) });
        return (status, body.Code());
    }
}
