using System.Net;
using Actors.Contracts;
using Actors.Contracts.Identity;

namespace Actors.Gateway.Tests.Authentication;

public sealed class ApiKeyTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Theory]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "bearer ")]
    [InlineData("X-Api-Key", "")]
    public async Task A_key_works_in_either_header(string header, string prefix)
    {
        using var http = app.Client();
        http.DefaultRequestHeaders.Add(header, prefix + app.Demo.GetProperty("apiKey").GetString());
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task An_unknown_key_is_refused() =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(SecretText.NewApiKey()).GetAsync("/api/me")).StatusCode);

    [Fact]
    public async Task A_revoked_key_is_refused_within_a_second_and_cannot_be_created_again()
    {
        using var platform = Caller.Platform("test").Enter();
        var text = SecretText.NewApiKey();
        var demo = await app.Grains.GetGrain<IApiKeyGrain>(Key(app.Demo.GetProperty("apiKey").GetString()!)).Resolve(CancellationToken.None);
        var create = new CreateApiKey { Name = "Second", User = demo!.User, Scopes = new[] { Scopes.Profile } };
        var grain = app.Grains.GetGrain<IApiKeyGrain>(Key(text));
        await grain.Create(create, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await app.Client(text).GetAsync("/api/me")).StatusCode);

        await grain.Revoke(CancellationToken.None);
        await grain.Create(create, CancellationToken.None);
        await Task.Delay(1100);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.Client(text).GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public void Keys_have_one_form()
    {
        var keys = Enumerable.Range(0, 1000).Select(_ => SecretText.NewApiKey()).ToArray();
        Assert.All(keys, key => Assert.Matches("^ak_[0-9A-Za-z]{43}$", key));
        Assert.Distinct(keys);
        Assert.Equal(new string('0', 43), SecretText.EncodeBase62(new byte[32], 43));
        Assert.Equal(43, SecretText.EncodeBase62(Enumerable.Repeat((byte)255, 32).ToArray(), 43).Length);
    }

    private static string Key(string text) => GrainKeys.PlatformItem(SecretText.Digest(text));
}
