using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Benchmarks.Bare;

// Answers every POST with the same object that the measured tool call answers with, serialized anew each time; or, given --bytes FILE,
// with what is in the file, from memory.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
var app = builder.Build();
var answer = app.Configuration["answer"] is { } file ? JsonSerializer.Deserialize<Answer>(File.ReadAllText(file), JsonSerializerOptions.Web) : null;
app.MapGet("/healthz", () => "ok");
if (app.Configuration["bytes"] is { } cached)
{
    var bytes = File.ReadAllBytes(cached);
    app.MapPost("/mcp", context =>
    {
        (context.Response.ContentType, context.Response.ContentLength) = ("application/json", bytes.Length);
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    });
}
else
{
    app.MapPost("/mcp", () => answer);
}

app.Run();
