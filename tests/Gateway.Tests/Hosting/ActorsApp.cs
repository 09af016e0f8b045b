using System.Net.Http.Headers;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Gateway.Tests;

/// <summary>The whole product in this process, on real Kestrel and a database of the test class's own.</summary>
public sealed class ActorsApp : IAsyncLifetime
{
    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("actors-").FullName;
    private ActorsHost? host;

    public IServiceProvider Services => Host.Services;

    public IGrainFactory Grains => Services.GetRequiredService<IGrainFactory>();

    /// <summary>The demo tenant's person: url, tenant, email, password, apiKey.</summary>
    public JsonElement Demo { get; private set; }

    public Uri BaseUrl => Host.BaseUrl;

    /// <summary>A clock that tests move.</summary>
    public ManualTime Time => Host.Time;

    private ActorsHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        host = await ActorsHost.Start(database.Url, folder);
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

    /// <summary>A new API key of the demo person, with these scopes only.</summary>
    public async Task<string> KeyWith(params string[] scopes)
    {
        static string Grain(string key) => GrainKeys.PlatformItem(SecretText.Digest(key));

        using var platform = Caller.Platform("test").Enter();
        var text = SecretText.NewApiKey();
        var demo = await Grains.GetGrain<IApiKeyGrain>(Grain(Demo.GetProperty("apiKey").GetString()!)).Resolve(CancellationToken.None);
        await Grains.GetGrain<IApiKeyGrain>(Grain(text)).Create(new() { Name = "Limited", User = demo!.User, Scopes = scopes }, CancellationToken.None);
        return text;
    }

    /// <summary>Asks the database, behind the product's back, for one value as text.</summary>
    public async Task<string?> Query(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (await command.ExecuteScalarAsync())?.ToString();
    }

    public async Task DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
