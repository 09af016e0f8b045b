using System.Text.Json;
using Actors.Gateway.Tests.Mcp;

namespace Actors.Gateway.Tests.Rest;

/// <summary>The audit is exported over REST as the lines it consists of, a part at a time.</summary>
[Collection(RestCollection.Name)]
public sealed class AuditExportTests(ActorsApp app)
{
    [Fact]
    public async Task An_export_is_JSON_lines_with_a_link_to_what_follows_and_over_MCP_a_result_as_its_schema_says()
    {
        var http = app.SignedIn();
        await http.SetGoal("exported");
        await app.Query("""
            WITH stored AS (INSERT INTO audit (tenant, call, step, at, client, tool, target, correlation, outcome)
                SELECT 'demo', gen_random_uuid(), 0, now(), 'c', 'made_up', 't', 'x', 'done' FROM generate_series(1, 1000) RETURNING tenant, call, step)
            INSERT INTO audit_waiting (tenant, call, step) SELECT * FROM stored
            """);

        var answer = await http.GetAsync("/api/audit/export");
        Assert.Equal("application/jsonl", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        Assert.Equal(Enumerable.Range(1, 1000), lines.Select(line => line.GetProperty("sequence").GetInt32()));
        Assert.Equal(["</api/audit/export?after=1000>; rel=\"next\""], answer.Headers.GetValues("Link"));

        var rest = await http.GetAsync("/api/audit/export?after=1000");
        Assert.False(rest.Headers.Contains("Link"));
        Assert.StartsWith("{\"sequence\":1001,", await rest.Content.ReadAsStringAsync());
        Assert.Equal(1000, (await McpPost.OfModernCall("export_audit").To(http)).Result.GetProperty("structuredContent").GetProperty("nextAfter").GetInt32());
    }
}
