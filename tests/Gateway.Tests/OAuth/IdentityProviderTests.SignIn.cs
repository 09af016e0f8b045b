using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Buffers.Text;
using Actors.Gateway.Tests.Pages;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.OAuth;

public sealed partial class IdentityProviderTests
{
    [Fact]
    public async Task A_person_signs_in_by_a_provider_that_has_verified_their_address()
    {
        using var browser = new Browser(app);
        var page = await browser.Open("/signin?return_to=/applications");
        Assert.Contains("Sign in with Test provider", page.Html);
        var away = await browser.Open("/signin/external/test?return_to=/applications");
        Assert.StartsWith($"{TestProvider.Issuer}/authorize?", away.At.ToString());
        Assert.Equal((TestProvider.ClientId, "code", "S256"), (away.Query("client_id"), away.Query("response_type"), away.Query("code_challenge_method")));

        (string?, string?, string?) redeemed = default;
        provider.Token = (form, request) =>
        {
            var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
            redeemed = (form["code"], challenge, Encoding.ASCII.GetString(Convert.FromBase64String(request.Headers.Authorization.ToString()["Basic ".Length..])));
            return new { id_token = provider.Sign("JWT", IdToken(away)) };
        };
        var back = await browser.Open(CallbackOf(away));
        Assert.Equal("/applications", back.At.AbsolutePath);
        Assert.Equal(("the-code", away.Query("code_challenge"), $"{TestProvider.ClientId}:{WebUtility.UrlEncode(TestProvider.ClientSecret)}"), redeemed);
        Assert.Contains("Ada Demo", (await browser.Open("/")).Html);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open(CallbackOf(away))).Status);
    }

    [Fact]
    public async Task What_a_provider_does_not_vouch_for_signs_nobody_in()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = app.Time.GetUtcNow().ToUnixTimeSeconds();
        foreach (var (name, value) in new (string, object?)[]
        {
            ("iss", "https://evil.example"), ("aud", "another client"), ("azp", "another client"), ("nonce", "another"), ("nonce", null), ("exp", now - 60), ("exp", null),
            ("email_verified", false), ("email_verified", null), ("email", null), ("sub", null), ("email", "nobody@demo.example"),
        })
            await Refused(away => provider.Sign("JWT", IdToken(away), (name, value)));
        await Refused(away => TestProvider.Sign(stranger, "JWT", IdToken(away)));
        await Refused(_ => "no.token.at all");

        async Task Refused(Func<Visit, string> token)
        {
            using var browser = new Browser(app);
            var away = await browser.Open("/signin/external/test");
            provider.Token = (_, _) => new { id_token = token(away) };
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open(CallbackOf(away))).Status);
            Assert.Equal("/signin", (await browser.Open("/applications")).At.AbsolutePath);
        }
    }

    [Fact]
    public async Task An_answer_that_another_browser_asked_for_is_refused()
    {
        using var browser = new Browser(app);
        using var other = new Browser(app);
        var away = await browser.Open("/signin/external/test");
        provider.Token = (_, _) => new { id_token = provider.Sign("JWT", IdToken(away)) };
        await other.Open("/signin/external/test");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Open(CallbackOf(away))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Open(CallbackOf(away).Replace("state=", "state=x"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open("/signin/external/unknown")).Status);
    }

    [Fact]
    public async Task A_newcomer_registers_as_the_organisation_allows()
    {
        var email = $"new-{Guid.NewGuid():N}@demo.example";
        Assert.Equal(HttpStatusCode.Forbidden, (await Come(email)).Status);
        using var owner = app.SignedIn();
        Assert.Equal(HttpStatusCode.OK, (await owner.PatchAsJsonAsync("/api/tenant", new { registration = "open" })).StatusCode);
        Assert.Equal("/", (await Come(email)).At.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await owner.PatchAsJsonAsync("/api/tenant", new { registration = "closed" })).StatusCode);
        Assert.Equal("/", (await Come(email)).At.AbsolutePath);

        async Task<Visit> Come(string who)
        {
            using var browser = new Browser(app);
            var away = await browser.Open("/signin/external/test");
            provider.Token = (_, _) => new { id_token = provider.Sign("JWT", IdToken(away), ("email", who), ("sub", who), ("name", "New Person")) };
            return await browser.Open(CallbackOf(away));
        }
    }

    private static string CallbackOf(Visit away) => $"{new Uri(away.Query("redirect_uri")!).AbsolutePath}?code=the-code&state={Uri.EscapeDataString(away.Query("state")!)}";

    private Dictionary<string, object> IdToken(Visit away) => new()
    {
        ["iss"] = TestProvider.Issuer, ["sub"] = "U019488227", ["aud"] = TestProvider.ClientId, ["nonce"] = away.Query("nonce")!, ["email"] = Email, ["email_verified"] = true,
        ["iat"] = app.Time.GetUtcNow().ToUnixTimeSeconds(), ["exp"] = app.Time.GetUtcNow().ToUnixTimeSeconds() + 300,
    };
}
