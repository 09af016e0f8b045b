using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>The pages that hosts of MCP Apps show, in a real browser.</summary>
public sealed class AppTests(Person person) : IClassFixture<Person>
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_goals_page_shows_what_list_goals_answered_and_takes_nothing_in_it_for_markup()
    {
        using var bound = new CancellationTokenSource(Bound);
        await using var server = await Server.Start(bound.Token);
        using var http = new HttpClient { BaseAddress = new(server.Url("/")), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", server.Credentials.ApiKey) } };
        await Ask(http, "tools/call", new { name = "set_goal", arguments = new { type = "reading", target = 12, unit = "books", title = "<img src=x onerror=alert(1)>" } }, bound.Token);

        var page = (await Ask(http, "resources/read", new { uri = "ui://actors/goals" }, bound.Token)).GetProperty("contents")[0].GetProperty("text").GetString()!;
        var goals = await Ask(http, "tools/call", new { name = "list_goals", arguments = new { } }, bound.Token);
        var shown = await person.LookAt(page, goals.GetRawText());

        Assert.Contains("running_distance", shown, StringComparison.Ordinal);
        Assert.Contains("/ 120 km", shown, StringComparison.Ordinal);
        Assert.Contains("<img src=x onerror=alert(1)>", shown, StringComparison.Ordinal);
    }

    private static async Task<JsonElement> Ask(HttpClient http, string method, object parameters, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = JsonContent.Create(new { jsonrpc = "2.0", id = 1, method, @params = parameters }) };
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("MCP-Protocol-Version", "2025-11-25");
        using var answer = await http.SendAsync(request, cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("result");
    }
}
