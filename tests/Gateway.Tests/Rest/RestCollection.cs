using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;

namespace Actors.Gateway.Tests.Rest;

/// <summary>All tests of REST share one running product.</summary>
[CollectionDefinition(Name)]
public sealed class RestCollection : ICollectionFixture<ActorsApp>
{
    public const string Name = "rest";
}

/// <summary>What the tests of REST say often.</summary>
internal static class RestHelpers
{
    public static Task<HttpResponseMessage> Send(this HttpClient http, string method, string path, string? body = null, string contentType = "application/json")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }
        return http.SendAsync(request);
    }

    public static async Task<JsonElement> Json(this HttpResponseMessage response) =>
        JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsByteArrayAsync());

    public static string Text(this JsonElement json, string name) => json.GetProperty(name).GetString()!;

    /// <summary>Sets a goal and answers its id.</summary>
    public static async Task<string> SetGoal(this HttpClient http, string type = "books")
    {
        var response = await http.Send("POST", "/api/goals", $$"""{"type":"{{type}}","target":12,"unit":"books"}""");
        return (await response.EnsureSuccessStatusCode().Json()).GetProperty("goal").Text("goalId");
    }

    /// <summary>All goals as the caller sees them, without what moves with the clock.</summary>
    public static async Task<string> Goals(this HttpClient http)
    {
        var goals = JsonNode.Parse(await http.GetStringAsync("/api/goals"))!["goals"]!.AsArray();
        foreach (var goal in goals) goal!.AsObject().Remove("pace");
        return goals.ToJsonString();
    }

    /// <summary>A person of another tenant, with a key for everything.</summary>
    public static async Task<HttpClient> Stranger(this ActorsApp app)
    {
        using var platform = Caller.Platform("test").Enter();
        var tenant = "t" + Guid.NewGuid().ToString("n")[..8];
        await app.Grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant)).Create(new() { Name = "Elsewhere" }, CancellationToken.None);
        var email = $"{tenant}@elsewhere.example";
        var user = await app.Grains.GetGrain<IEmailGrain>(EmailAddress.Key(email)).Register(
            new() { Tenant = tenant, Name = "Eve", Email = email, Password = "correct horse" }, CancellationToken.None);
        var key = SecretText.NewApiKey();
        await app.Grains.GetGrain<IApiKeyGrain>(GrainKeys.PlatformItem(SecretText.Digest(key))).Create(
            new() { Name = "Key", User = user, Scopes = [.. Scopes.All.Select(s => s.Scope)] }, CancellationToken.None);
        return app.Client(key);
    }
}
