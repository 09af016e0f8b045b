using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tools;
using Actors.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Tests;

/// <summary>A further gateway in front of the grains of an <see cref="ActorsApp"/>, with a tool that does what the test says.</summary>
internal sealed class TestGateway : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestGateway(WebApplication app, HttpClient http) => (this.app, Http) = (app, http);

    /// <summary>A client with the demo person's API key.</summary>
    public HttpClient Http { get; }

    public static async Task<TestGateway> Start(ActorsApp behind, ITestWork? work = null, params (string Name, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Actors:PublicUrl"] = behind.BaseUrl.ToString();
        foreach (var (name, value) in settings) builder.Configuration[name] = value;
        builder.Services.AddSingleton(behind.Grains).AddSingleton<TimeProvider>(behind.Time);
        builder.Services.AddGateway(builder.Configuration);
        if (work is not null) builder.Services.AddSingleton(new ToolCatalog([new Worker(work).AsTool()], resources: [], prompts: []));
        var gateway = builder.Build();
        gateway.MapGateway();
        await gateway.StartAsync();
        var http = behind.SignedIn();
        var client = new HttpClient { BaseAddress = new(gateway.Urls.Single()), DefaultRequestHeaders = { Authorization = http.DefaultRequestHeaders.Authorization } };
        http.Dispose();
        return new(gateway, client);
    }

    /// <summary>Stops as a process does that was asked to.</summary>
    public Task Stop() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private sealed class Worker(ITestWork work) : ToolInvoker
    {
        public override bool Streams => true;

        public Tool AsTool() => new()
        {
            Declared = new("work") { Title = "Work", Scope = Scopes.Profile, Route = "POST /api/work" },
            Description = "Works.",
            Route = ToolRoute.Parse("POST /api/work"),
            InputSchema = JsonElement.Parse("""{"type":"object"}"""),
            OutputSchema = JsonElement.Parse("""{"type":"object"}"""),
            ShowsContent = false,
            Arguments = new(JsonElement.Parse("""{"type":"object"}""")),
            Invoker = this,
        };

        public override IAsyncEnumerable<ToolStep> Stream(Caller caller, JsonElement arguments, ClientAnswers answers, CancellationToken cancellation) => work.Steps(answers, cancellation);
    }
}

/// <summary>What the tool of a <see cref="TestGateway"/> does.</summary>
internal interface ITestWork
{
    IAsyncEnumerable<ToolStep> Steps(ClientAnswers answers, CancellationToken cancellation);
}
