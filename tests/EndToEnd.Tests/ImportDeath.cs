using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary><c>kill -9</c> in the middle of an import: nobody gets in halfway, and sending the same archive again brings all of it.</summary>
public sealed class ImportDeath
{
    private const int Goals = 1200, Together = 40;
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData(5)]
    [InlineData(40)]
    [InlineData(120)]
    public async Task An_import_that_kill_9_cuts_short_is_finished_by_sending_the_archive_again(int milliseconds)
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        using var owner = Client(server.Credentials.ApiKey);
        using var otto = Client(JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.Folder, "demo.json"), bound.Token)).RootElement.GetProperty("operator").GetProperty("apiKey").GetString()!);
        for (var made = 0; made < Goals; made += Together)
            await Task.WhenAll(Enumerable.Range(made, Together).Select(number => owner.PostAsJsonAsync(server.Url("/api/goals"), new { type = $"goal_{number}", target = 1, unit = "x" }, bound.Token)));
        var zip = await owner.GetByteArrayAsync(server.Url("/api/tenant/export"), bound.Token);

        var first = Send(otto, server, zip, bound.Token);
        await Task.Delay(milliseconds, bound.Token);
        await server.KillAndRestart(bound.Token);
        await first.ContinueWith(sent => sent.Exception, TaskScheduler.Default);
        var status = await otto.GetAsync(server.Url("/api/tenants/again"), bound.Token);
        Assert.True(status.StatusCode == HttpStatusCode.NotFound || (await status.Content.ReadFromJsonAsync<JsonElement>(bound.Token)).GetProperty("status").GetString() is "importing" or "active");

        var second = await Send(otto, server, zip, bound.Token);
        Assert.True(second.StatusCode is HttpStatusCode.OK or HttpStatusCode.Conflict, await second.Content.ReadAsStringAsync(bound.Token));
        Assert.Equal("active", (await Json(otto, server.Url("/api/tenants/again"), bound.Token)).GetProperty("status").GetString());
        var user = (await Json(owner, server.Url("/api/me"), bound.Token)).GetProperty("userId").GetString();
        var issued = await (await otto.PostAsJsonAsync(server.Url($"/api/tenants/again/users/{user}/impersonation"), new { reason = "Look" }, bound.Token)).Content.ReadFromJsonAsync<JsonElement>(bound.Token);
        using var there = Client(issued.GetProperty("secret").GetString()!);
        Assert.Equal(await Titles(owner, server, bound.Token), await Titles(there, server, bound.Token));
    }

    private static HttpClient Client(string key)
    {
        var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task<string> Titles(HttpClient http, Server server, CancellationToken cancellation) => string.Join(',',
        (await Json(http, server.Url("/api/goals"), cancellation)).GetProperty("goals").EnumerateArray().Select(goal => goal.GetProperty("goalId").GetString()).Order());

    private static async Task<HttpResponseMessage> Send(HttpClient http, Server server, byte[] zip, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(zip);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        return await http.PostAsync(server.Url("/api/tenants/again/import"), content, cancellation);
    }

    private static async Task<JsonElement> Json(HttpClient http, string path, CancellationToken cancellation) => await http.GetFromJsonAsync<JsonElement>(path, cancellation);
}
