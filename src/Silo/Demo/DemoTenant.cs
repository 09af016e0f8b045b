using Actors.Contracts;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Actors.Gateway;
using Actors.Silo.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Silo.Demo;

/// <summary>
/// Gives an empty development database a tenant, a person, an API key and a few goals, and the platform an operator. Each step can be repeated, so a
/// start that was cut short is finished by the next one, and what failed is tried again.
/// </summary>
internal sealed partial class DemoTenant(
    string file, int people, IGrainFactory grains, IOptions<GatewayOptions> gateway, TimeProvider time,
    IHostApplicationLifetime lifetime, ILogger<DemoTenant> logger) : BackgroundService
{
    private const string Tenant = "demo";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Where the credentials lie until the tenant is whole: a start that was cut short goes on with the same ones.</summary>
    private readonly string unfinished = file + ".unfinished";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!await lifetime.HasStarted(stoppingToken)) return;
        using var platform = Caller.Platform("demo").Enter();
        while (!await TryFill(stoppingToken)) await Task.Delay(Pause, time, stoppingToken);
    }

    private async Task<bool> TryFill(CancellationToken cancellation)
    {
        try
        {
            await Fill(cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogFailed(failure, file, Pause.TotalSeconds);
            return false;
        }
    }

    private async Task Fill(CancellationToken cancellation)
    {
        var url = gateway.Value.PublicUrl.ToString().TrimEnd('/');
        var credentials = await DemoCredentials.Read(file, cancellation);
        var isNew = credentials is null;
        credentials ??= await DemoCredentials.Read(unfinished, cancellation) ?? await Invent(url, cancellation);
        if (isNew) await credentials.Write(unfinished, cancellation);
        else if (credentials.Url != url) await (credentials with { Url = url }).Write(file, cancellation);

        await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(Tenant)).Create(new() { Name = "Demo" }, cancellation);
        await grains.GetGrain<ITenantsGrain>(GrainKeys.Operations).Enlist(Tenant, cancellation);
        var user = await Register("Ada Demo", credentials.Email, credentials.Password, credentials.ApiKey, Role.Owner, cancellation);
        if (credentials.Operator is { } someone)
            await Register("Otto Operator", someone.Email, someone.Password, someone.ApiKey, Role.Operator, cancellation);
        await Task.WhenAll((credentials.People ?? []).Select(person =>
            Register(person.Email, person.Email, SecretText.New(), person.ApiKey, Role.Member, cancellation)));
        if (isNew)
        {
            await SetGoals(user, cancellation);
            File.Move(unfinished, file, overwrite: true);
            LogCreated(file);
        }
    }

    /// <summary>Where the tenant is there but its credentials are lost, a second person joins it.</summary>
    private async Task<DemoCredentials> Invent(string url, CancellationToken cancellation)
    {
        var exists = await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(Tenant)).Get(cancellation) is not null;
        if (exists) LogLost(file);
        return new()
        {
            Url = url,
            Tenant = Tenant,
            Email = exists ? $"ada.{SecretText.NewId().ToLowerInvariant()}@demo.example" : "ada@demo.example",
            Password = SecretText.New(),
            ApiKey = SecretText.NewApiKey(),
            Operator = new($"otto.{SecretText.NewId().ToLowerInvariant()}@operator.example", SecretText.New(), SecretText.NewApiKey()),
            People = people == 0 ? null : [.. Enumerable.Range(1, people).Select(i => new DemoCredentials.Person($"person{i}@demo.example", SecretText.NewApiKey()))],
        };
    }

    private async Task<UserRef> Register(string name, string email, string password, string apiKey, Role role, CancellationToken cancellation)
    {
        var user = await grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
            new() { Tenant = role == Role.Operator ? GrainKeys.Platform : Tenant, Name = name, Email = email, Password = password, Role = role }, cancellation);
        await grains.GetGrain<IApiKeysGrain>(user.Key()).Add(
            new() { Digest = SecretText.Digest(apiKey), Key = new() { Name = "Demo key", User = user, Scopes = Scopes.Of(role) } }, cancellation);
        return user;
    }

    private async Task SetGoals(UserRef user, CancellationToken cancellation)
    {
        var goals = grains.GetGrain<IGoalsGrain>(user.Key());
        var inThreeMonths = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddMonths(3);
        await goals.Set(new() { Type = "running_distance", Target = 120, Unit = "km", Deadline = inThreeMonths }, cancellation);
        await goals.Set(new() { Type = "weight", Start = 82, Target = 76, Unit = "kg", Measure = GoalMeasure.Latest, Deadline = inThreeMonths }, cancellation);
        await goals.Track(new() { Type = "running_distance", Value = 7.5, Note = "Round the lake" }, cancellation);
        await goals.Track(new() { Type = "weight", Value = 81.2 }, cancellation);
    }

    [LoggerMessage(LogLevel.Information, "The demo tenant is ready; its credentials lie in {File}")]
    private partial void LogCreated(string file);

    [LoggerMessage(LogLevel.Warning, "The demo tenant is there, but {File} is not: another person and another operator are added, since nobody can tell the passwords of the first")]
    private partial void LogLost(string file);

    [LoggerMessage(LogLevel.Error, "The demo tenant could not be set up for {File}; it is tried again in {Seconds} s")]
    private partial void LogFailed(Exception failure, string file, double seconds);
}
