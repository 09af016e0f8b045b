using System.Text.Json;

// Answers every POST with the same object that the measured tool call answers with, serialized anew each time.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
var answer = app.Configuration["answer"] is { } file ? JsonSerializer.Deserialize<Answer>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
app.MapGet("/healthz", () => "ok");
app.MapPost("/mcp", () => answer);
app.Run();

internal sealed record Answer(string Jsonrpc, JsonElement Id, Result Result);

internal sealed record Result(string? ResultType, IReadOnlyList<Content> Content, WhoAmI StructuredContent);

internal sealed record Content(string Type, string Text);

internal sealed record WhoAmI(JsonElement Tenant, JsonElement User, string Client, IReadOnlyList<string> Scopes);
