using System.Buffers.Text;
using System.Text;
using Actors.Contracts.Identity;
using Actors.Gateway.Tests.OAuth;

namespace Actors.Gateway.Tests.Rest;

/// <summary>No change is made for a credential that is not good, and the answer says where to get a good one (RFC 6750 §3, RFC 9728 §5.1).</summary>
public sealed class CredentialTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    private string Base => app.BaseUrl.ToString().TrimEnd('/');

    [Fact]
    public async Task Without_a_credential_the_challenge_has_no_error()
    {
        var challenge = await Refused(null);
        Assert.Contains($"resource_metadata=\"{Base}/.well-known/oauth-protected-resource/api\"", challenge);
        Assert.DoesNotContain("error", challenge);
    }

    [Theory]
    [InlineData("Bearer", "holds no token")]
    [InlineData("Bearer  ", "holds no token")]
    [InlineData("Bearers x", "Only the Bearer scheme")]
    [InlineData("Basic YWRhOng=", "Only the Bearer scheme")]
    public async Task What_holds_no_token_is_told_so_and_is_no_error_of_the_token(string authorization, string words)
    {
        using var http = app.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        var response = await http.GetAsync("/api/me");
        Assert.Contains(words, (await BadInputTests.Problem(response, 401, "unauthenticated")).Text("detail"));
        Assert.DoesNotContain("error", Assert.Single(response.Headers.WwwAuthenticate).Parameter);
    }

    [Fact]
    public async Task An_expired_token_is_refused()
    {
        var token = await Token();
        app.Time.Advance(TimeSpan.FromMinutes(16));
        Assert.Contains("expired", await Refused(token));
    }

    [Fact]
    public async Task A_forged_token_is_refused()
    {
        var claims = (await Token()).Split('.')[1];
        var none = Base64Url.EncodeToString(Encoding.UTF8.GetBytes("""{"alg":"none","typ":"at+jwt"}"""));
        Assert.Contains("invalid_token", await Refused($"{none}.{claims}."));
    }

    [Fact]
    public async Task A_token_for_MCP_alone_is_refused() =>
        Assert.Contains($"resource={Base}/api", await Refused(await Token(("resource", $"{Base}/mcp"))));

    [Fact]
    public async Task A_revoked_token_is_refused()
    {
        var client = await TestClient.Register(app);
        var tokens = await client.Connect(Writing);
        await client.Revoke(tokens.RefreshToken);
        Assert.Contains("revoked", await Refused(tokens.AccessToken));
    }

    [Fact]
    public async Task An_unknown_key_is_refused() => Assert.Contains("invalid_token", await Refused(SecretText.NewApiKey()));

    private static (string, string?) Writing => ("scope", "profile fitness:read fitness:write");

    private async Task<string> Token(params (string Name, string? Value)[] changes) =>
        (await (await TestClient.Register(app)).Connect([Writing, .. changes])).AccessToken;

    /// <summary>Tries to set a goal, holds it to have changed nothing, and answers the challenge.</summary>
    private async Task<string> Refused(string? credential)
    {
        using var demo = app.SignedIn();
        var before = await demo.Goals();
        var response = await app.Client(credential).Send("POST", "/api/goals", """{"type":"a","target":1,"unit":"km"}""");
        await BadInputTests.Problem(response, 401, "unauthenticated");
        Assert.Equal(before, await demo.Goals());
        return Assert.Single(response.Headers.WwwAuthenticate).ToString();
    }
}
