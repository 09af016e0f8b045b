using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Gateway.Tests.Pages;

namespace Actors.Gateway.Tests.Tenancy;

/// <summary>People as these tests need them: invited by a link, joined in a browser, with a key to call with.</summary>
internal static class People
{
    public const string Password = "correct horse battery";

    public static HttpClient Operator(this ActorsApp app) => app.Client(app.Demo.GetProperty("operator").GetProperty("apiKey").GetString());

    public static string Address() => $"{SecretText.NewId().ToLowerInvariant()}@people.example";

    /// <summary>Opens the link of an invitation and joins.</summary>
    public static async Task<Visit> Join(this Browser browser, JsonElement issued, string password = Password) => await browser.Submit(
        await browser.Open(issued.GetProperty("path").GetString()!), ("name", "New Person"), ("password", password));

    public static Task<Visit> SignInAs(this Browser browser, Visit page, string email, string password = Password) =>
        browser.Submit(page, ("email", email), ("password", password));

    /// <summary>Whether somebody can sign in with this at the page.</summary>
    public static async Task<bool> CanSignIn(this ActorsApp app, string email, string password = Password)
    {
        using var browser = new Browser(app);
        return (await browser.SignInAs(await browser.Open("/signin"), email, password)).At.AbsolutePath != "/signin";
    }

    /// <summary>Invites and joins, and answers the new person's id in the inviting tenant.</summary>
    public static async Task<string> Member(this ActorsApp app, HttpClient admin, string email, string role = "member")
    {
        using var browser = new Browser(app);
        Assert.Equal("/signin", (await browser.Join(await admin.Posted("/api/invitations", new { email, role }))).At.AbsolutePath);
        return (await admin.Got($"/api/users?query={email}")).GetProperty("users")[0].GetProperty("id").GetString()!;
    }

    /// <summary>A key with every scope, for somebody who has not made one.</summary>
    public static async Task<HttpClient> As(this ActorsApp app, string tenant, string user)
    {
        using var platform = Caller.Platform("test").Enter();
        var issued = await app.Grains.GetGrain<IApiKeysGrain>(GrainKeys.User(tenant, user)).Create(
            new IssueApiKey { Name = "Test", Scopes = Scopes.All.Select(scope => scope.Scope).ToArray() }, CancellationToken.None);
        return app.Client(issued.Secret);
    }

    public static async Task<JsonElement> Posted(this HttpClient client, string path, object body) => await Json(await client.PostAsJsonAsync(path, body));

    public static async Task<JsonElement> Got(this HttpClient client, string path) => await Json(await client.GetAsync(path));

    public static async Task<string> Refused(this Task<HttpResponseMessage> call)
    {
        var response = await call;
        Assert.False(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()!;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : throw new HttpRequestException(await response.Content.ReadAsStringAsync());
}
