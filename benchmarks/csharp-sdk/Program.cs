using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Actors.Benchmarks.Bare;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

// csharp-sdk --urls URL --answer FILE: one tool, `whoami`, stateless, a server for each request, as the SDK's own ASP.NET Core package
// serves it; the result is serialized anew each time. That package is not everywhere to be had; what it does for a POST is done here.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
var answer = JsonSerializer.Deserialize<Answer>(File.ReadAllText(app.Configuration["answer"]!), JsonSerializerOptions.Web)!.Result.StructuredContent;
var message = (JsonTypeInfo<JsonRpcMessage>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonRpcMessage));
var tools = new McpServerPrimitiveCollection<McpServerTool>
{
    McpServerTool.Create(() => answer, new() { Name = "whoami", Description = "Tells who you are here.", UseStructuredContent = true }),
};

app.MapGet("/healthz", () => "ok");
app.MapPost("/mcp", async context =>
{
    var asked = await context.Request.ReadFromJsonAsync(message, context.RequestAborted);
    await using var transport = new StreamableHttpServerTransport { Stateless = true, FlowExecutionContextFromRequests = true };
    await using var server = McpServer.Create(transport, new() { ServerInfo = new() { Name = "peer", Version = "1.0.0" }, ToolCollection = tools }, serviceProvider: context.RequestServices);
    var running = server.RunAsync(context.RequestAborted);
    context.Response.ContentType = "text/event-stream";
    await transport.HandlePostRequestAsync(asked!, context.Response.Body, context.RequestAborted);
    await transport.DisposeAsync();
    await running;
});
app.Run();
