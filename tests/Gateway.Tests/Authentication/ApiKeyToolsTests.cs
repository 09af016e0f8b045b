using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Gateway.Tests.OAuth;

namespace Actors.Gateway.Tests.Authentication;

/// <summary>What a person does with their keys, over HTTP and to the end: each key is then used, or refused.</summary>
public sealed class ApiKeyToolsTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private static readonly string[] Reading = ["profile", "fitness:read"];

    [Fact]
    public async Task A_key_is_created_used_listed_and_revoked()
    {
        using var ada = app.SignedIn();
        var (id, secret) = await Create(ada, new { name = "Laptop", scopes = Reading });
        Assert.Equal(HttpStatusCode.OK, await Status(secret));
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Client(secret).PostAsJsonAsync("/api/progress", new { type = "weight", value = 80 })).StatusCode);

        var listed = await Listed(ada, id);
        Assert.True(listed.GetProperty("isActive").GetBoolean());
        Assert.Equal("127.0.0.1", listed.GetProperty("lastUsedFrom").GetString());
        Assert.DoesNotContain(secret, (await ada.GetStringAsync("/api/keys")));

        await ada.DeleteAsync($"/api/keys/{id}");
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(secret));
        Assert.False((await Listed(ada, id)).GetProperty("isActive").GetBoolean());
    }

    [Fact]
    public async Task A_key_ends_at_its_time_and_is_refused_from_other_addresses()
    {
        using var ada = app.SignedIn();
        var (_, brief) = await Create(ada, new { name = "Brief", scopes = Reading, expiresAt = app.Time.GetUtcNow().AddMinutes(5) });
        var (id, remote) = await Create(ada, new { name = "Remote", scopes = Reading, allowedAddresses = new[] { "192.0.2.0/24", "2001:db8::1" } });
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Unauthorized], [await Status(brief), await Status(remote)]);
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Unauthorized],
            [await Status(remote, "192.0.2.77"), await Status(remote, "2001:db8::1"), await Status(remote, "198.51.100.1")]);

        await ada.PatchAsJsonAsync($"/api/keys/{id}", new { allowedAddresses = Array.Empty<string>() });
        app.Time.Advance(TimeSpan.FromMinutes(5));
        await Task.Delay(1100);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [await Status(brief), await Status(remote)]);
    }

    [Fact]
    public async Task A_rotated_key_works_beside_its_successor_until_the_overlap_ends()
    {
        using var ada = app.SignedIn();
        var (id, old) = await Create(ada, new { name = "Robot", scopes = Reading });
        var rotated = await Json(await ada.PostAsJsonAsync($"/api/keys/{id}/rotate", new { overlapMinutes = 10 }));
        var successor = rotated.GetProperty("secret").GetString()!;
        Assert.Equal("Robot", rotated.GetProperty("key").GetProperty("name").GetString());
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await Status(old), await Status(successor)]);
        Assert.Equal(HttpStatusCode.Conflict, (await ada.PostAsJsonAsync($"/api/keys/{id}/rotate", new { })).StatusCode);

        app.Time.Advance(TimeSpan.FromMinutes(10));
        await Task.Delay(1100);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.OK], [await Status(old), await Status(successor)]);
    }

    [Fact]
    public async Task A_key_can_do_no_more_than_the_call_that_made_it()
    {
        var token = (await (await TestClient.Register(app)).Connect(("scope", "profile account:write fitness:read"))).AccessToken;
        using var client = app.Client(token);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/keys", new { name = "More", scopes = new[] { "fitness:write" } })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/keys", new { name = "More", scopes = new[] { "tenant:admin" } })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await client.PostAsJsonAsync("/api/keys", new { name = "More", scopes = new[] { "platform:admin" } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/keys", new { name = "None", scopes = Array.Empty<string>() })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsJsonAsync("/api/keys", new { name = "Misspelt", scopes = new[] { "fitnes:read" } })).StatusCode);
        await Create(client, new { name = "As much", scopes = Reading });
    }

    private async Task<HttpStatusCode> Status(string key, string? from = null)
    {
        using var client = app.Client(key);
        if (from is not null) client.DefaultRequestHeaders.Add("X-Forwarded-For", from);
        return (await client.GetAsync("/api/me")).StatusCode;
    }

    private static async Task<(string Id, string Secret)> Create(HttpClient client, object request)
    {
        var created = await Json(await client.PostAsJsonAsync("/api/keys", request));
        return (created.GetProperty("key").GetProperty("id").GetString()!, created.GetProperty("secret").GetString()!);
    }

    private static async Task<JsonElement> Listed(HttpClient client, string id) =>
        (await client.GetFromJsonAsync<JsonElement>("/api/keys")).GetProperty("keys").EnumerateArray().Single(key => key.GetProperty("id").GetString() == id);

    private static async Task<JsonElement> Json(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? await response.Content.ReadFromJsonAsync<JsonElement>() : throw new HttpRequestException(await response.Content.ReadAsStringAsync());
}
