using Actors.TestKit;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Tests;

/// <summary>
/// One start of the product's own <c>Program</c>. Program reports why it cannot start and ends, which a factory sees only as
/// a host that is gone: the reason is kept here.
/// </summary>
internal sealed class ActorsHost(string databaseUrl, string folder) : WebApplicationFactory<Program>, ILoggerProvider, ILogger
{
    private Exception? reason;

    public Uri BaseUrl { get; } = new($"http://127.0.0.1:{LoopbackPort.Next()}");

    public ManualTime Time { get; } = new();

    /// <summary>
    /// A started host. Another process may take the port between its choice and its binding, so a start that fails is repeated
    /// once; <c>./test</c> prints why it failed.
    /// </summary>
    public static async Task<ActorsHost> Start(string databaseUrl, string folder)
    {
        try
        {
            return await StartOnce(databaseUrl, folder);
        }
        catch (InvalidOperationException failure)
        {
            if (Environment.GetEnvironmentVariable("ACTORS_TEST_REMARKS") is { Length: > 0 } remarks)
                await File.AppendAllTextAsync(remarks, $"A host had to be started twice. {failure}\n");
            return await StartOnce(databaseUrl, folder);
        }
    }

    /// <summary>The factory blocks its thread until the host has started, so that is none of the pool's.</summary>
    internal static async Task<ActorsHost> StartOnce(string databaseUrl, string folder)
    {
        var host = new ActorsHost(databaseUrl, folder);
        host.UseKestrel(); // its port is a setting: the factory would name it to a server that may have started
        try
        {
            await Task.Factory.StartNew(host.StartServer, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return host;
        }
        catch (Exception gone) when (gone is InvalidOperationException or IOException)
        {
            // Program has ended and taken its host along: there is nothing left to dispose of.
            throw new InvalidOperationException($"The host did not start: {host.reason?.Message ?? gone.Message}", host.reason ?? gone);
        }
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(Time).AddSingleton<ILoggerProvider>(this));
        builder.UseSetting("hostBuilder:reloadConfigOnChange", "false");
        builder.UseSetting(WebHostDefaults.ServerUrlsKey, BaseUrl.ToString());
        builder.UseSetting("DATABASE_URL", databaseUrl);
        builder.UseSetting("Actors:PublicUrl", BaseUrl.ToString());
        builder.UseSetting("Actors:AllowedOrigins:0", "https://inspector.example.com");
        builder.UseSetting("Actors:TrustedProxies:0", "127.0.0.1");
        builder.UseSetting("Actors:OutboundNetworks:0", "127.0.0.1");
        builder.UseSetting("Actors:OutboundCertificates", TestCertificate.File);
        builder.UseSetting("Actors:IdentityProviders:test:Issuer", OAuth.TestProvider.Issuer);
        builder.UseSetting("Actors:IdentityProviders:test:ClientId", OAuth.TestProvider.ClientId);
        builder.UseSetting("Actors:IdentityProviders:test:ClientSecret", OAuth.TestProvider.ClientSecret);
        builder.UseSetting("Actors:IdentityProviders:test:Label", "Test provider");
        builder.UseSetting("Actors:IdentityProviders:test:Tenant", "demo");
        builder.UseSetting("Actors:IdentityProviders:test:ManagesAuthorization", "true");
        builder.UseSetting("Actors:MasterKeyFile", Path.Combine(folder, "master.key"));
        builder.UseSetting("Actors:SignInsPerMinute", "1000");
        builder.UseSetting("Actors:RegistrationsPerMinute", "1000");
        builder.UseSetting("Actors:FetchesPerMinute", "200");
        builder.UseSetting("Actors:Quotas:Tiers:tiny:CallsPerMonth", "5");
        builder.UseSetting("Actors:Admission:Weights:list_credentials", "3");
        builder.UseSetting("Actors:Admission:Weights:list_sessions", "0");
        builder.UseSetting("Actors:DemoFile", Path.Combine(folder, "demo.json"));
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => this;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel >= LogLevel.Error && exception is not null) reason ??= exception;
    }

    bool ILogger.IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;
}
