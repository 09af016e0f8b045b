using System.Net;
using Actors.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Somebody's web site, on https and all addresses of this computer: it answers what the test says.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private int asked;

    private Site(WebApplication app, int port) => (this.app, Port) = (app, port);

    public int Port { get; }

    /// <summary>How often it was asked.</summary>
    public int Asked => Volatile.Read(ref asked);

    /// <summary>What it answers to everything.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Url(string path = "/client.json", string host = "127.0.0.1") => $"https://{host}:{Port}{path}";

    public static async Task<Site> Start(int? at = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = at ?? LoopbackPort.Next();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Any, port, on => on.UseHttps(TestCertificate.Certificate)));
        var site = new Site(builder.Build(), port);
        site.app.Run(context =>
        {
            Interlocked.Increment(ref site.asked);
            return site.Answer(context);
        });
        await site.app.StartAsync();
        return site;
    }

    /// <summary>Has it answer this document.</summary>
    public void Serve(object document, string? caching = null) => Answer = context =>
    {
        if (caching is not null) context.Response.Headers.CacheControl = caching;
        return context.Response.WriteAsJsonAsync(document);
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
