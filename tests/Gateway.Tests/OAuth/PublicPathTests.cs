using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>The backend below a path of a host that has other sites too.</summary>
public sealed class PublicPathTests(ActorsApp app) : IClassFixture<ActorsApp>, IAsyncLifetime
{
    private const string Issuer = "https://example.com/actors";
    private TestGateway gateway = null!;

    public async Task InitializeAsync() => gateway = await TestGateway.Start(app, work: null, ("Actors:PublicUrl", Issuer));

    public async Task DisposeAsync() => await gateway.DisposeAsync();

    [Theory]
    [InlineData("/.well-known/oauth-authorization-server/actors")]
    [InlineData("/.well-known/openid-configuration/actors")]
    [InlineData("/actors/.well-known/openid-configuration")]
    [InlineData("/actors/.well-known/oauth-authorization-server")]
    [InlineData("/.well-known/openid-configuration")]
    public async Task The_issuer_is_the_same_wherever_clients_and_proxies_look(string address)
    {
        var document = await gateway.Http.GetFromJsonAsync<JsonElement>(address);
        Assert.Equal(Issuer, document.GetProperty("issuer").GetString());
        Assert.Equal($"{Issuer}/oauth/token", document.GetProperty("token_endpoint").GetString());
    }

    [Theory]
    [InlineData("/.well-known/oauth-protected-resource/actors", "")]
    [InlineData("/.well-known/oauth-protected-resource/actors/mcp", "/mcp")]
    [InlineData("/actors/.well-known/oauth-protected-resource/api", "/api")]
    public async Task A_resource_is_named_with_the_path(string address, string resource)
    {
        var document = await gateway.Http.GetFromJsonAsync<JsonElement>(address);
        Assert.Equal(Issuer + resource, document.GetProperty("resource").GetString());
        Assert.Equal(Issuer, Assert.Single(document.GetProperty("authorization_servers").EnumerateArray()).GetString());
    }

    [Theory]
    [InlineData("/actors/mcp")]
    [InlineData("/mcp")]
    public async Task A_challenge_leads_to_where_the_metadata_lie(string address)
    {
        using var stranger = new HttpClient { BaseAddress = gateway.Http.BaseAddress };
        var answer = await stranger.PostAsync(address, content: null);
        Assert.Contains("resource_metadata=\"https://example.com/.well-known/oauth-protected-resource/actors/mcp\"", Assert.Single(answer.Headers.WwwAuthenticate).Parameter);
    }

    [Theory]
    [InlineData("/actors")]
    [InlineData("")]
    public async Task Pages_lead_to_pages_below_the_path_and_their_cookies_stay_there(string prefix)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = gateway.Http.BaseAddress };
        var away = await browser.GetAsync(prefix + "/applications");
        Assert.Equal((HttpStatusCode.SeeOther, "/actors/signin?return_to=%2Fapplications"), (away.StatusCode, away.Headers.Location?.OriginalString));

        var page = await browser.GetAsync(prefix + "/signin?return_to=/applications");
        Assert.Matches("^__Secure-actors=.+; path=/actors; secure; samesite=lax; httponly$", Assert.Single(page.Headers.GetValues("Set-Cookie")));
        var html = await page.Content.ReadAsStringAsync();
        Assert.Contains("<base href=\"/actors/\">", html);
        Assert.Contains("action=\"./signin\"", html);
        Assert.DoesNotContain("=\"/", html.Replace("<base href=\"/actors/\">", "").Replace("value=\"/applications\"", ""));
    }

    [Theory]
    [InlineData("/actors/api/goals")]
    [InlineData("/api/goals")]
    public async Task What_programs_call_is_there_with_and_without_the_path(string address) =>
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync(address)).StatusCode);

    [Theory]
    [InlineData("/actors/.well-known/agent-card.json", "\"https://example.com/actors/a2a/echo")]
    [InlineData("/actors/openapi/v1.json", "\"https://example.com/actors\"")]
    [InlineData("/actors/docs", "<base href=\"/actors/\">")]
    [InlineData("/actors/api/nothing", "https://example.com/actors/openapi/v1.json")]
    public async Task What_describes_us_names_the_path(string address, string named) =>
        Assert.Contains(named, await (await gateway.Http.GetAsync(address)).Content.ReadAsStringAsync());
}
