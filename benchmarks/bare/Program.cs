using System.Text.Json;
using Actors.Benchmarks.Bare;

// Answers every POST with the same object that the measured tool call answers with, serialized anew each time.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
var answer = app.Configuration["answer"] is { } file ? JsonSerializer.Deserialize<Answer>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
app.MapGet("/healthz", () => "ok");
app.MapPost("/mcp", () => answer);
app.Run();
