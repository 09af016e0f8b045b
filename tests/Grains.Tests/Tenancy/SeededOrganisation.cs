using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;
using Actors.Contracts.Quotas;
using Actors.Contracts.Vault;
using Actors.Grains.A2A.Remote;
using Actors.Grains.Tests.Identity;
using Actors.Postgres.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Tenancy;

/// <summary>An organisation with something of every kind, made by its people themselves.</summary>
/// <param name="host">Where.</param>
/// <param name="tenant">Its id.</param>
internal sealed class SeededOrganisation(ActorHost host, string tenant)
{
    private static readonly RemoteAgent Baker = new()
    {
        Name = "baker", CardUrl = "https://baker.example/card.json", Title = "Baker", Description = "Bakes.",
        Url = "https://baker.example/a2a", Binding = "JSONRPC", Version = "1.0",
    };

    /// <summary>A person with so many goals and credentials, a key, a task, and an address of their own.</summary>
    public async Task<UserRef> Person(string email, string[] goals, string[] secrets)
    {
        UserRef user;
        using (Caller.Platform("test").Enter()) user = await host.Person(email, tenant);
        using var _ = new Caller { Tenant = tenant, User = user.User, Client = "test", Scopes = [.. Scopes.All.Select(one => one.Scope)], Role = Role.Owner, CorrelationId = "test" }.Enter();
        foreach (var (title, number) in goals.Select((title, number) => (title, number)))
            await Grain<IGoalsGrain>(user).Set(new() { Type = $"goal_{number}", Target = 10, Unit = "km", Title = title }, default);
        foreach (var (secret, number) in secrets.Select((secret, number) => (secret, number)))
            await Grain<IVaultGrain>(user).Put(new() { Provider = "strava", Name = $"n{number}", Secret = secret, RefreshToken = number % 2 == 0 ? null : secret }, default);
        await Grain<IApiKeysGrain>(user).Create(new() { Name = "Key", Scopes = [Scopes.Profile] }, default);
        await host.Grains.GetGrain<IClientsGrain>(GrainKeys.Tenant(tenant)).Register(new() { Name = "Robot", Scopes = [Scopes.Profile] }, default);
        await Grain<IApplicationsGrain>(user).List(default);
        var task = GrainKeys.OwnedBy(tenant, user.User, SecretText.NewId());
        await host.Grains.GetGrain<IAgentTaskGrain>(task).Send(new() { Agent = "moody", Message = new() { MessageId = "first", Parts = [Part.OfText("count 3")] } }, default);
        await Stored<IRemoteAgentGrain, RemoteTaskState>("remote_task", task, new() { Agent = "baker", TaskId = "t_2", MessageId = "first", Taken = true });
        await Stored<IRemoteAgentsGrain, RemoteAgentsState>("remote_agents", GrainKeys.Tenant(tenant), new() { Agents = [Baker] });
        using (Caller.EnterPlatform())
        {
            await Grain<IApplicationsGrain>(user).Remember(new() { Client = "cl_1", Scopes = [Scopes.Profile] }, default);
            await host.Grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(tenant)).SetTier("professional", default);
        }

        return user;
    }

    /// <summary>As if an agent elsewhere were there to be asked.</summary>
    private async Task Stored<T, TState>(string name, string key, TState state) where T : IGrainWithStringKey
    {
        var (storage, id, there) = (host.Services.GetRequiredService<PostgresGrainStorage>(), host.Grains.GetGrain<T>(key).GetGrainId(), new GrainState<TState>());
        await storage.ReadStateAsync(name, id, there);
        if (!there.RecordExists) await storage.WriteStateAsync(name, id, new GrainState<TState>(state));
    }

    private T Grain<T>(UserRef user) where T : IGrainWithStringKey => host.Grains.GetGrain<T>(user.Key());
}
