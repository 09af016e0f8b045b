using Actors.Conformance.Contracts;
using Actors.Gateway;
using Actors.Contracts.A2A;
using Actors.Contracts.Tools;
using Actors.Silo.Demo;
using Actors.Silo.Hosting;
using Actors.Silo.Operations;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Conformance.Hosting;

/// <summary>The product's own host with the fixtures beside it, for whoever is on this machine: see <see cref="Safeguard"/>.</summary>
internal static class ConformanceServer
{
    private const string Url = "http://127.0.0.1:8080";

    public static async Task<int> Main(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateSlimBuilder(args);
            builder.Configuration["urls"] ??= Url;
            builder.Configuration["Actors:PublicUrl"] ??= builder.Configuration["urls"];
            builder.Configuration["Actors:DemoFile"] ??= Path.Combine(Path.GetTempPath(), $"actors-conformance-{Environment.ProcessId}.json");
            // The compatibility kit's webhooks are on this machine.
            builder.Configuration["Actors:OutboundNetworks:0"] ??= "127.0.0.0/8";
            builder.Configuration["Actors:OutboundNetworks:1"] ??= "::1";
            Safeguard.Demand(builder);

            builder.AddSettings();
            builder.AddStructuredLogs();
            builder.AddActorRuntime(typeof(IFixturesGrain).Assembly);
            builder.Services.AddHostedService<UpkeepAtStart>();
            builder.Services.AddGateway(builder.Configuration);
            builder.Services.AddSingleton(new ToolContracts(typeof(IFixturesGrain).Assembly));
            builder.Services.AddSingleton(new AgentContracts(typeof(IKitAgentGrain).Assembly));
            builder.AddDemo();

            var app = builder.Build();
            app.MapOperations();
            app.UseDemoPerson();
            app.MapGateway();
            app.UseActorRuntime();
            await app.RunAsync();
            return 0;
        }
        catch (Exception failure) when (StartFailure.Is(failure))
        {
            StartFailure.Report(failure);
            return 1;
        }
    }
}
