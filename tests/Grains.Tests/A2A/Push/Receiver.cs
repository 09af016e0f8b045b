using System.Collections.Concurrent;
using System.Text.Json;
using Actors.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests.A2A.Push;

/// <summary>A real webhook on loopback that does with what it is told as a test says, and remembers it.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly int port = LoopbackPort.Next();
    private WebApplication? app;

    /// <summary>What to answer: 200 to everything, unless a test says otherwise.</summary>
    public Func<HttpContext, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    /// <summary>What it has said 2xx to.</summary>
    public ConcurrentQueue<Letter> Heard { get; } = new();

    /// <summary>All it was asked, by path.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public string Url(string path = "/hook") => $"http://127.0.0.1:{port}{path}";

    public static async Task<Receiver> Start()
    {
        var receiver = new Receiver();
        await receiver.Open();
        return receiver;
    }

    /// <summary>Begins to listen; before, and after <see cref="Close"/>, connections are refused.</summary>
    public async Task Open()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url(""));
        app = builder.Build();
        app.Run(Take);
        await app.StartAsync();
    }

    public async Task Close()
    {
        if (app is not null) await app.DisposeAsync();
        app = null;
    }

    /// <summary>Waits until it has been told so many things of which it said that it knows them.</summary>
    public async Task<IReadOnlyList<Letter>> Letters(int count)
    {
        while (Heard.Count < count) await Task.Delay(20);
        return [.. Heard];
    }

    public async ValueTask DisposeAsync() => await Close();

    private async Task Take(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path);
        var body = await JsonDocument.ParseAsync(http.Request.Body);
        http.Response.StatusCode = await Answer(http);
        if (http.Response.StatusCode is >= 200 and < 300) Heard.Enqueue(new(http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.RootElement.Clone()));
    }

    /// <summary>One thing it was told.</summary>
    public sealed record Letter(IReadOnlyDictionary<string, string> Headers, JsonElement Body)
    {
        /// <summary>In a word: the text of a piece of an artifact, or a state.</summary>
        public string Word => Body.TryGetProperty("artifactUpdate", out var artifact) ? Text(artifact.GetProperty("artifact").GetProperty("parts")[0])
            : Body.TryGetProperty("statusUpdate", out var status) ? State(status) : $"task {State(Body.GetProperty("task"))}";

        private static string Text(JsonElement part) => part.TryGetProperty("text", out var text) ? text.GetString()! : part.GetRawText();

        private static string State(JsonElement of) => of.GetProperty("status").GetProperty("state").GetString()!["TASK_STATE_".Length..];
    }
}
