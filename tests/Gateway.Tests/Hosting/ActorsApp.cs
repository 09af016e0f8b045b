using System.Net.Http.Headers;
using System.Text.Json;
using Actors.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests;

/// <summary>The whole product in this process, on real Kestrel and a database of the test class's own.</summary>
public sealed class ActorsApp : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("actors-").FullName;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The demo tenant's person: url, tenant, email, password, apiKey.</summary>
    public JsonElement Demo { get; private set; }

    public Uri BaseUrl { get; } = new($"http://127.0.0.1:{LoopbackPort.Next()}");

    /// <summary>A clock that tests move.</summary>
    public ManualTime Time { get; } = new();

    async Task IAsyncLifetime.InitializeAsync()
    {
        await database.InitializeAsync();
        UseKestrel(BaseUrl.Port);
        StartServer();
        var file = Path.Combine(folder, "demo.json");
        for (var i = 0; i < 600 && !File.Exists(file); i++) await Task.Delay(50);
        Demo = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(file));
    }

    /// <summary>A client that follows no redirects and keeps no cookies, with a credential if there is one.</summary>
    public HttpClient Client(string? bearer = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = BaseUrl };
        if (bearer is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    /// <summary>A client with the demo person's API key.</summary>
    public HttpClient SignedIn() => Client(Demo.GetProperty("apiKey").GetString());

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time));
        builder.UseSetting("DATABASE_URL", database.Url);
        builder.UseSetting("Actors:PublicUrl", BaseUrl.ToString());
        builder.UseSetting("Actors:AllowedOrigins:0", "https://inspector.example.com");
        builder.UseSetting("Actors:TrustedProxies:0", "127.0.0.1");
        builder.UseSetting("Actors:MasterKeyFile", Path.Combine(folder, "master.key"));
        builder.UseSetting("Actors:SignInsPerMinute", "1000");
        builder.UseSetting("Actors:RegistrationsPerMinute", "1000");
        builder.UseSetting("Actors:DemoFile", Path.Combine(folder, "demo.json"));
    }
}
