using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Actors.Gateway.Tests.Mcp.Sessions;

namespace Actors.Gateway.Tests.Mcp.Published;

/// <summary>
/// Requests made at random from what each revision publishes are understood, and what is answered fits the same schema. A failure
/// names its seed. All other tests hold every answer they see against the schema as well (<see cref="McpPost"/>, <see cref="SseStream"/>).
/// </summary>
public sealed partial class PublishedSchemaTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private const int RequestsOfEach = 12;

    public static TheoryData<string> Revisions => [.. PublishedSchema.Revisions];

    [Theory, MemberData(nameof(Revisions))]
    public async Task What_fits_the_schema_is_understood_and_answered_by_the_schema(string revision)
    {
        using var http = app.SignedIn();
        var schema = PublishedSchema.Of(revision)!;
        var isModern = revision == McpPost.Modern;
        var session = isModern ? null : await http.OpenSession(revision);
        var answered = 0;
        // Those of tasks in 2025-11-25 need a capability that is not declared; a subscription is answered by a stream.
        foreach (var (method, definition) in schema.Requests.Where(request => !request.Key.StartsWith("tasks/", StringComparison.Ordinal) && request.Key != "subscriptions/listen"))
        {
            for (var seed = 0; seed < RequestsOfEach; seed++)
            {
                var request = new Sample(schema.Definitions, new Random(seed)).Of(definition).AsObject();
                // The older schemas define a request's own members only, and JSONRPCRequest the others.
                (request["jsonrpc"], request["id"]) = ("2.0", request["id"]?.DeepClone() ?? seed);
                var post = new McpPost(Latin1(request)).Instead("Accept", "application/json").With("MCP-Protocol-Version", revision);
                if (isModern) post.With("Mcp-Method", method);
                if (isModern && Name(method, request) is { } name) post.With("Mcp-Name", Encode(name));
                if (session is not null && method != "initialize") post.In(session);

                var answer = await post.To(http);
                var what = $"{revision}, seed {seed}: {request.ToJsonString()}\n{answer.Status} {answer.Body}";
                Assert.True(answer.Status == 200, what);
                Assert.False(answer.Code is -32700 or -32600 or -32601, what);
                Assert.False(answer.Code == -32602 && OfShape().IsMatch(answer.Body), what);
                Assert.True(JsonNode.DeepEquals(request["id"], JsonNode.Parse(answer.Json.GetProperty("id").GetRawText())), what);
                if (answer.Code is null) answered++;
            }
        }
        Assert.True(answered > schema.Requests.Count, $"Only {answered} requests got behind the look-up.");
    }

    private static string? Name(string method, JsonObject request) => method switch
    {
        "tools/call" or "prompts/get" => request["params"]!["name"]!.GetValue<string>(),
        "resources/read" => request["params"]!["uri"]!.GetValue<string>(),
        _ => null,
    };

    private static string Encode(string value) => $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";

    private static string Latin1(JsonObject request) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(request.ToJsonString()));

    [GeneratedRegex("must be (an object|a string|true|one of|the revision|the address|the name|a string or)|must name the newest", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfShape();
}
