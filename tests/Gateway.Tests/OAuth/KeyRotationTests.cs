using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Buffers.Text;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Signing keys come and go while people are signed in.</summary>
public sealed class KeyRotationTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Fact]
    public async Task A_new_key_is_published_before_it_signs_and_the_old_one_verifies_until_its_last_token_ends()
    {
        app.Time.Advance(TimeSpan.FromMinutes(30)); // past what another test may have begun
        var client = await TestClient.Register(app);
        var first = await client.Connect();
        var old = KeyOf(first);
        var tag = (await app.Client().GetAsync("/oauth/jwks")).Headers.ETag;

        using var otto = app.Client(app.Demo.GetProperty("operator").GetProperty("apiKey").GetString());
        Assert.Equal(HttpStatusCode.OK, (await otto.PostAsync("/api/platform/signing-keys/rotate", null)).StatusCode);
        app.Time.Advance(TimeSpan.FromSeconds(2));
        await Task.Delay(1100);
        var published = await Published();
        Assert.Equal(2, published.Count);
        Assert.NotEqual(tag, (await app.Client().GetAsync("/oauth/jwks")).Headers.ETag);
        var second = await client.Refresh(first.RefreshToken);
        Assert.Equal(old, KeyOf(second));

        app.Time.Advance(TimeSpan.FromMinutes(9));
        var last = await client.Refresh(second.RefreshToken);
        app.Time.Advance(TimeSpan.FromSeconds(90));
        var next = await client.Refresh(last.RefreshToken);
        Assert.Equal((old, published.Single(key => key != old)), (KeyOf(last), KeyOf(next)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], [await Use(last), await Use(next)]);

        app.Time.Advance(TimeSpan.FromMinutes(13));
        Assert.Equal(HttpStatusCode.OK, await Use(last));
        app.Time.Advance(TimeSpan.FromMinutes(3));
        await Task.Delay(1100);
        Assert.Equal([KeyOf(next)], await Published());
    }

    [Fact]
    public async Task After_thirty_days_a_key_is_followed_by_itself()
    {
        var before = await Published();
        app.Time.Advance(TimeSpan.FromDays(31));
        var client = await TestClient.Register(app);
        await client.Connect();
        await Task.Delay(1100);
        Assert.Single((await Published()).Except(before));
        app.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.DoesNotContain(KeyOf(await client.Connect()), before);
    }

    [Fact]
    public async Task A_leaked_key_is_removed_and_what_it_signed_is_refused_within_seconds()
    {
        var client = await TestClient.Register(app);
        var tokens = await client.Connect();
        Assert.Equal(HttpStatusCode.OK, await Use(tokens));
        using var otto = app.Client(app.Demo.GetProperty("operator").GetProperty("apiKey").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await otto.DeleteAsync("/api/platform/signing-keys/made-up")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await otto.DeleteAsync($"/api/platform/signing-keys/{KeyOf(tokens)}")).StatusCode);
        await Task.Delay(2500);
        Assert.Equal(HttpStatusCode.Unauthorized, await Use(tokens));
        Assert.DoesNotContain(KeyOf(tokens), await Published());

        var next = await client.Refresh(tokens.RefreshToken);
        Assert.NotEqual(KeyOf(tokens), KeyOf(next));
        Assert.Equal(HttpStatusCode.OK, await Use(next));
    }

    [Fact]
    public async Task Only_operators_rotate_and_remove()
    {
        using var ada = app.SignedIn();
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.DeleteAsync($"/api/platform/signing-keys/{(await Published())[0]}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await ada.PostAsync("/api/platform/signing-keys/rotate", null)).StatusCode);
    }

    private async Task<HttpStatusCode> Use(Answer tokens) => (await app.Client(tokens.AccessToken).GetAsync("/api/me")).StatusCode;

    private async Task<List<string>> Published() =>
        [.. (await app.Client().GetFromJsonAsync<JsonElement>("/oauth/jwks")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];

    private static string KeyOf(Answer tokens) =>
        JsonSerializer.Deserialize<JsonElement>(Encoding.ASCII.GetString(Base64Url.DecodeFromChars(tokens.AccessToken.Split('.')[0]))).GetProperty("kid").GetString()!;
}
