using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Actors.EndToEnd.Tests;

/// <summary>An operator acts as somebody in a real browser: every page says so until it ends, and nothing is allowed in their name.</summary>
public sealed class ActingAsSomebody(Person person) : IClassFixture<Person>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Every_page_says_who_acts_as_whom_until_they_stop()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        var demo = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(server.Folder, "demo.json"), bound.Token)).RootElement;
        var otto = demo.GetProperty("operator");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey);
        var ada = (await http.GetFromJsonAsync<JsonElement>(server.Url("/api/me"), bound.Token)).GetProperty("userId").GetString();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", otto.GetProperty("apiKey").GetString());
        var issued = await (await http.PostAsJsonAsync(server.Url($"/api/tenants/demo/users/{ada}/impersonation"), new { reason = "Ticket 4711" }, bound.Token)).Content.ReadFromJsonAsync<JsonElement>(bound.Token);

        var page = await person.SignIn(server.Url("/signin?return_to=/impersonation"), otto.GetProperty("email").GetString()!, otto.GetProperty("password").GetString()!);
        var key = page.GetByLabel("The key that impersonate_user gave you");
        await key.FillAsync(otto.GetProperty("apiKey").GetString()!);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Alert).WaitForAsync();
        await key.FillAsync(issued.GetProperty("secret").GetString()!);
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Status).WaitForAsync();

        foreach (var path in (string[])["/", "/applications", "/signout", "/nowhere"])
        {
            await page.GotoAsync(server.Url(path));
            var banner = await page.GetByRole(AriaRole.Status).InnerTextAsync();
            Assert.Contains(otto.GetProperty("email").GetString()!, banner);
            Assert.Contains("acts as", banner);
            Assert.Contains(server.Credentials.Email, banner);
        }

        foreach (var path in (string[])["/device", "/organisation", "/impersonation"])
        {
            await page.GotoAsync(server.Url(path));
            Assert.Contains("/signin", page.Url);
        }

        await page.GotoAsync(server.Url("/applications"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop acting" }).ClickAsync();
        await page.GetByText("Sign in").First.WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Status).CountAsync());
        await Task.Delay(TimeSpan.FromSeconds(1.5), bound.Token);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", issued.GetProperty("secret").GetString());
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await http.GetAsync(server.Url("/api/me"), bound.Token)).StatusCode);
    }
}
