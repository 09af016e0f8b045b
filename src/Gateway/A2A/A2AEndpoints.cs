using Actors.Contracts.A2A;
using Actors.Gateway.A2A.Cards;
using Actors.Gateway.Authentication;
using Actors.Wire;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Gateway.A2A;

/// <summary>Agents for other agents: their cards, and A2A 1.0 and 0.3 over JSON-RPC and HTTP+JSON at <c>/a2a/{agent}</c>.</summary>
public static class A2AEndpoints
{
    /// <summary>The path of all agents, and the resource that a token for them is for.</summary>
    public const string Resource = "/a2a";

    /// <summary>The agent whose card is found at the root.</summary>
    private const string Foremost = "echo";

    private const string CardPath = "/.well-known/agent-card.json";

    /// <summary>Adds what the endpoints need.</summary>
    public static IServiceCollection AddA2A(this IServiceCollection services)
    {
        services.TryAddSingleton(new AgentContracts());
        services.AddSingleton<Operations>();
        services.AddSingleton<AgentCards>();
        // Cards need the tool catalog, which the start does not wait for: they are made when the first is asked for.
        services.AddSingleton(provider => new Lazy<AgentCards>(provider.GetRequiredService<AgentCards>));
        services.AddSingleton<CardSigner>();
        services.AddSingleton<JsonRpcEndpoint>();
        services.AddSingleton<RestEndpoint>();
        return services;
    }

    /// <summary>Maps cards and agents.</summary>
    public static void MapA2A(this WebApplication app)
    {
        var agents = app.Services.GetRequiredService<AgentContracts>();
        var cards = app.Services.GetRequiredService<Lazy<AgentCards>>();
        var rpc = app.Services.GetRequiredService<JsonRpcEndpoint>();
        var rest = app.Services.GetRequiredService<RestEndpoint>();

        app.MapMethods(CardPath, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(http => cards.Value.Send(http, Foremost)));
        app.MapMethods($"{Resource}/{{agent}}{CardPath}", [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(http => cards.Value.Send(http, Agent(http)))).RequireAgent(agents);

        var limit = new RequestSizeLimitAttribute(2 * GatewayOptions.MaxBodyBytes);
        var group = app.MapGroup($"{Resource}/{{agent}}").RequireAgent(agents).RequireCaller(Resource).WithMetadata(limit);
        group.MapPost("", (RequestDelegate)(http => rpc.Answer(http, Agent(http))));
        rest.Map(group);
    }

    private static string Agent(HttpContext http) => (string)http.Request.RouteValues["agent"]!;

    /// <summary>Answers 404 where there is no agent of the name in the address.</summary>
    private static TBuilder RequireAgent<TBuilder>(this TBuilder builder, AgentContracts agents) where TBuilder : IEndpointConventionBuilder
    {
        builder.Add(endpoint =>
        {
            var next = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = http => agents.ByName.ContainsKey(Agent(http)) ? next(http)
                : new RestReply(http, WireWriter.V10).Fail(new(A2AError.AgentNotFound, "There is no agent of this name here. GET /api/a2a/agents tells which there are."));
        });
        return builder;
    }
}
