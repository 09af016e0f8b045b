using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Actors.Silo.Stdio;

namespace Actors.Conformance.Tests;

/// <summary>The bridge from lines to HTTP gives a modern message the headers that it has there, which a client on lines knows nothing of.</summary>
public sealed class StdioTests(FixtureServer server) : IClassFixture<FixtureServer>, IAsyncLifetime
{
    private readonly Pipe input = new(), output = new();
    private Task running = Task.CompletedTask;

    [Theory]
    [InlineData("""{"region":"Z\u00fcrich","priority":7}""", "In Z\u00fcrich.")]
    [InlineData("""{"region":"eu"}""", "In eu.")]
    public async Task Arguments_that_come_in_headers_as_well_do(string arguments, string text) =>
        Assert.Equal(text, (await Ask("tools/call", $$"""
            "name":"test_parameter_headers","arguments":{{arguments}}
            """)).Text());

    [Fact]
    public async Task A_task_is_followed()
    {
        var task = await Ask("tools/call", "\"name\":\"slow_compute\",\"arguments\":{\"seconds\":1,\"label\":\"x\"}");
        var id = task.GetProperty("result").GetProperty("taskId").GetString();
        Assert.Equal(id, (await Ask("tasks/get", $"\"taskId\":\"{id}\"")).GetProperty("result").GetProperty("taskId").GetString());
    }

    public async Task InitializeAsync()
    {
        var http = server.Client();
        var bridge = new StdioBridge(http, output.Writer.AsStream());
        running = await Task.FromResult(Run());

        async Task Run()
        {
            using (http)
            using (bridge) await bridge.Run(input.Reader.AsStream(), CancellationToken.None);
        }
    }

    public async Task DisposeAsync()
    {
        await input.Writer.CompleteAsync();
        await running;
    }

    private async Task<JsonElement> Ask(string method, string parameters)
    {
        const string Meta = """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}""";
        var line = $"{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{{{parameters.Trim()},\"_meta\":{Meta}}}}}";
        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"));
        using var lines = new StreamReader(output.Reader.AsStream(leaveOpen: true), leaveOpen: true);
        return JsonElement.Parse((await lines.ReadLineAsync())!);
    }
}
