using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tools;
using Actors.Gateway;
using Actors.Silo.Demo;
using Actors.Silo.Hosting;
using Actors.Silo.Operations;
using Actors.Tools;

namespace Actors.Benchmarks.Lists;

/// <summary>The product's own host, whose members' tools are there again under other names, until an operator sees 200.</summary>
internal static class Program
{
    private const int All = 201; // one is not for operators

    public static async Task Main(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.AddSettings();
        builder.AddStructuredLogs();
        builder.AddActorRuntime();
        builder.Services.AddSingleton(provider => Widened(new ToolCatalogBuilder(provider.GetRequiredService<IGrainFactory>(), [typeof(Caller).Assembly]).Build()));
        builder.Services.AddGateway(builder.Configuration);
        builder.AddDemo();
        var app = builder.Build();
        app.MapOperations();
        app.MapGateway();
        app.UseActorRuntime();
        await app.RunAsync();
    }

    private static ToolCatalog Widened(ToolCatalog known)
    {
        var members = known.Tools.Where(tool => Scopes.MayHold(Role.Member, tool.Declared.Scope)).ToList();
        var more = Enumerable.Range(0, All - known.Tools.Count).Select(place => Again(members[place % members.Count], place.ToString("d3", CultureInfo.InvariantCulture)));
        return new([.. known.Tools.Concat(more).OrderBy(tool => tool.Name, StringComparer.Ordinal)], known.Resources, known.Prompts, known.Views);
    }

    private static Tool Again(Tool tool, string place)
    {
        var (name, declared) = ($"{tool.Name}_{place}", tool.Declared);
        return tool with
        {
            Declared = new(name)
            {
                Title = declared.Title, Scope = declared.Scope, Route = $"POST /api/again/{place}",
                ReadOnly = declared.ReadOnly, Destructive = declared.Destructive, Idempotent = declared.Idempotent, OpenWorld = declared.OpenWorld,
            },
            Route = ToolRoute.Parse($"POST /api/again/{place}"),
        };
    }
}
