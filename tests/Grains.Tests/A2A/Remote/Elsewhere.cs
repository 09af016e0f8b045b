using System.Collections.Concurrent;
using Actors.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.Tests.A2A.Remote;

/// <summary>A server of somebody else's on loopback, which answers what a test says.</summary>
internal sealed class Elsewhere : IAsyncDisposable
{
    private readonly int port = LoopbackPort.Next();
    private WebApplication? app;

    /// <summary>What it answers, by path: JSON, or a stream of events where that is what it begins like.</summary>
    public ConcurrentDictionary<string, string> Pages { get; } = new();

    /// <summary>The paths at which its stream goes on, with the same events over and over, until whoever reads it goes.</summary>
    public ConcurrentBag<string> Endless { get; } = [];

    /// <summary>The paths at which it lets one wait for an answer until this is done.</summary>
    public ConcurrentDictionary<string, Task> Slow { get; } = new();

    /// <summary>The paths at which it lets nobody in.</summary>
    public ConcurrentBag<string> Closed { get; } = [];

    /// <summary>What it was sent to prove who asks, in order.</summary>
    public ConcurrentQueue<string> Proofs { get; } = new();

    /// <summary>What it was sent last.</summary>
    public string Heard { get; private set; } = "";

    /// <summary>What it was asked, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public string Url(string path = "") => $"http://127.0.0.1:{port}{path}";

    public static async Task<Elsewhere> Start()
    {
        var elsewhere = new Elsewhere();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(elsewhere.Url());
        elsewhere.app = builder.Build();
        elsewhere.app.Run(elsewhere.Answer);
        await elsewhere.app.StartAsync();
        return elsewhere;
    }

    public ValueTask DisposeAsync() => app!.DisposeAsync();

    private async Task Answer(HttpContext http)
    {
        Asked.Enqueue(http.Request.Path);
        Proofs.Enqueue(http.Request.Headers.Authorization.ToString());
        http.Response.ContentType = "application/json";
        if (HttpMethods.IsPost(http.Request.Method)) Heard = await new StreamReader(http.Request.Body).ReadToEndAsync();
        if (Slow.TryGetValue(http.Request.Path, out var slow)) await slow;
        if (Closed.Contains(http.Request.Path.Value!))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        if (!Pages.TryGetValue(http.Request.Path, out var page))
        {
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }
        if (page.StartsWith("data:", StringComparison.Ordinal)) http.Response.ContentType = "text/event-stream";
        await http.Response.WriteAsync(page);
        while (Endless.Contains(http.Request.Path.Value!) && !http.RequestAborted.IsCancellationRequested)
        {
            await Task.Delay(20);
            await http.Response.WriteAsync(page);
        }
    }
}
