using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Actors.Contracts.OAuth;
using Actors.Gateway.Tests.Pages;
using Actors.Outbound;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.OAuth;

/// <summary>Clients whose id is the address of a document that describes them. The site they lie on is real, on https.</summary>
public sealed class ClientDocumentTests(ActorsApp app) : IClassFixture<ActorsApp>, IAsyncLifetime
{
    private const string Web = "https://app.example/callback";

    private Site site = null!;

    public async Task InitializeAsync() => site = await Site.Start();

    public async Task DisposeAsync() => await site.DisposeAsync();

    [Fact]
    public async Task One_network_cannot_have_everything_fetched()
    {
        site.Serve(new { });
        using var flooder = app.Client();
        flooder.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.7");
        string text;
        var asked = 0;
        do text = await (await flooder.GetAsync($"/oauth/authorize?client_id={Uri.EscapeDataString(site.Url($"/{asked}.json"))}")).Content.ReadAsStringAsync();
        while (!text.Contains("too many such documents", StringComparison.Ordinal) && ++asked <= 300);
        Assert.Equal((200, 200), (asked, site.Asked));

        var other = await app.Client().GetAsync($"/oauth/authorize?client_id={Uri.EscapeDataString(site.Url("/other.json"))}");
        Assert.DoesNotContain("too many such documents", await other.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_client_that_describes_itself_gets_tokens_without_registering()
    {
        var client = Client(site.Url());
        site.Serve(Document(site.Url(), TestClient.Redirect));
        var tokens = await client.Connect();
        Assert.Equal(HttpStatusCode.OK, (await app.Client(tokens.AccessToken).GetAsync("/api/me")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.Refresh(tokens.RefreshToken)).Status);
        Assert.Equal(1, site.Asked);
    }

    [Fact]
    public async Task Consent_names_the_site_that_describes_the_client_and_warns_of_programs_that_pretend()
    {
        site.Serve(Document(site.Url(), TestClient.Redirect));
        using var browser = new Browser(app);
        var page = await browser.SignIn(Client(site.Url()).AuthorizeUrl());
        Assert.Contains("So says 127.0.0.1, where its description lies.", page.Html);
        Assert.Contains("127.0.0.1:7777", page.Html);
        Assert.Contains("Every program on this computer can pretend to be this one.", page.Html);

        site.Serve(Document(site.Url("/web"), Web));
        page = await browser.Open(Client(site.Url("/web")).AuthorizeUrl(("redirect_uri", Web)));
        Assert.Contains("app.example", page.Html);
        Assert.DoesNotContain("can pretend to be", page.Html);
    }

    [Theory]
    [InlineData("client_id", "https://127.0.0.1/other")]
    [InlineData("client_id", null)]
    [InlineData("client_secret", "secret")]
    [InlineData("token_endpoint_auth_method", "client_secret_basic")]
    [InlineData("redirect_uris", null)]
    public async Task A_description_that_breaks_the_rules_is_refused(string name, string? value)
    {
        var document = Document(site.Url(), TestClient.Redirect);
        if (value is null) document.Remove(name);
        else document[name] = value;
        site.Serve(document);
        await IsRefused(site.Url());
    }

    [Fact]
    public async Task Only_a_direct_answer_of_200_in_JSON_and_of_reasonable_size_counts()
    {
        var document = Document(site.Url(), TestClient.Redirect);
        Func<HttpContext, Task>[] answers =
        [
            context => { context.Response.Redirect(site.Url("/elsewhere")); return Task.CompletedTask; },
            context => { context.Response.StatusCode = 404; return context.Response.WriteAsJsonAsync(document); },
            context => { context.Response.StatusCode = 203; return context.Response.WriteAsJsonAsync(document); },
            context => context.Response.WriteAsync(JsonSerializer.Serialize(document)),
            context => context.Response.WriteAsJsonAsync(new Dictionary<string, object>(document) { ["more"] = new string('x', 70_000) }),
        ];
        foreach (var answer in answers)
        {
            site.Answer = answer;
            await IsRefused(site.Url());
        }

        site.Serve(document);
        using var browser = new Browser(app);
        Assert.Equal("/consent", (await browser.SignIn(Client(site.Url()).AuthorizeUrl())).At.AbsolutePath);
    }

    /// <summary>127.0.0.1 alone is allowed in these tests; the site would answer on all of these.</summary>
    [Theory]
    [InlineData("127.0.0.2")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.2]")]
    [InlineData("0.0.0.0")]
    [InlineData("169.254.169.254")]
    [InlineData("10.0.0.1")]
    public async Task Nobody_has_us_speak_to_our_neighbours(string host)
    {
        var url = new Uri(site.Url(host: host)).AbsoluteUri;
        site.Serve(Document(url, TestClient.Redirect));
        using var browser = new Browser(app);
        var page = await browser.Open(Client(url).AuthorizeUrl());
        Assert.Contains("is no host of the public internet", page.Html);
        Assert.Equal(0, site.Asked);
    }

    [Fact]
    public async Task A_description_is_kept_for_as_long_as_its_site_says_but_a_minute_at_least()
    {
        using var browser = new Browser(app);
        async Task<int> AskedAfter(string caching, string path, TimeSpan pause)
        {
            var before = site.Asked;
            site.Serve(Document(site.Url(path), TestClient.Redirect), caching);
            await browser.Open(Client(site.Url(path)).AuthorizeUrl());
            app.Time.Advance(pause);
            await browser.Open(Client(site.Url(path)).AuthorizeUrl());
            return site.Asked - before;
        }

        Assert.Equal(1, await AskedAfter("no-store", "/a", TimeSpan.FromSeconds(50)));
        Assert.Equal(2, await AskedAfter("no-store", "/b", TimeSpan.FromSeconds(61)));
        Assert.Equal(1, await AskedAfter("max-age=3600", "/c", TimeSpan.FromMinutes(59)));
        Assert.Equal(2, await AskedAfter("max-age=999999999", "/d", TimeSpan.FromHours(25)));
    }

    [Fact]
    public async Task A_client_that_describes_its_keys_proves_who_it_is_by_them()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var document = Document(site.Url(), TestClient.Redirect);
        document["token_endpoint_auth_method"] = "private_key_jwt";
        document["jwks_uri"] = site.Url("/keys");
        site.Answer = context => context.Request.Path == "/keys"
            ? context.Response.WriteAsJsonAsync(JsonSerializer.Deserialize<JsonElement>(OwnClient.Set(key)))
            : context.Response.WriteAsJsonAsync(document);
        var client = Client(site.Url());
        var code = (await client.Authorize()).Query("code")!;
        (await client.Redeem(code)).Refuses("invalid_client", HttpStatusCode.Unauthorized);

        var assertion = OwnClient.Jwt(OwnClient.Signer(key), new { alg = "ES256" }, new Dictionary<string, object>
        {
            ["iss"] = client.Id, ["sub"] = client.Id, ["aud"] = app.BaseUrl.ToString().TrimEnd('/'), ["jti"] = "1", ["exp"] = app.Time.GetUtcNow().ToUnixTimeSeconds() + 60,
        });
        var answer = await client.Redeem(code, ("client_id", null), ("client_assertion", assertion), ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
    }

    [Theory]
    [InlineData("https://app.example/client.json", true)]
    [InlineData("https://app.example:8443/", true)]
    [InlineData("https://app.example", false)]
    [InlineData("http://app.example/client.json", false)]
    [InlineData("https://APP.example/client.json", false)]
    [InlineData("https://app.example/a/../client.json", false)]
    [InlineData("https://app.example/./client.json", false)]
    [InlineData("https://app.example:443/client.json", false)]
    [InlineData("https://user@app.example/client.json", false)]
    [InlineData("https://app.example/client.json#part", false)]
    [InlineData("https://app.example/client json", false)]
    public void A_client_id_is_an_https_address_in_its_one_spelling(string text, bool isOne) => Assert.Equal(isOne, ClientDocumentUri.TryParse(text, out _));

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.19.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:a00:1::", false)]
    public void The_public_internet_is_what_is_nothing_else(string address, bool isPublic) => Assert.Equal(isPublic, PublicNetworks.Contain(IPAddress.Parse(address)));

    private TestClient Client(string id) => new(app, JsonSerializer.SerializeToElement(new { client_id = id }));

    private static Dictionary<string, object> Document(string id, string redirect) => new()
    {
        ["client_id"] = id, ["client_name"] = "Describer", ["redirect_uris"] = new[] { redirect }, ["token_endpoint_auth_method"] = "none",
    };

    private async Task IsRefused(string id)
    {
        using var browser = new Browser(app);
        var page = await browser.Open(Client(id).AuthorizeUrl());
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("The description of the client", page.Html);
    }
}
