using System.Net;
using System.Text.Json;

namespace Actors.Gateway.Tests.Rest;

[Collection(RestCollection.Name)]
public sealed class ToolTests(ActorsApp app)
{
    private readonly HttpClient http = app.SignedIn();

    [Fact]
    public async Task A_goal_is_set_tracked_changed_listed_and_deleted()
    {
        var id = await http.SetGoal("life_cycle");
        var tracked = await (await http.Send("POST", "/api/progress", """{"type":"life_cycle","value":3}""")).Json();
        Assert.Equal(25, tracked.GetProperty("goal").GetProperty("percentage").GetDouble());
        var updated = await (await http.Send("PATCH", $"/api/goals/{id}", """{"target":6,"title":"Half as many"}""")).Json();
        Assert.Equal(50, updated.GetProperty("goal").GetProperty("percentage").GetDouble());
        Assert.Equal(id, Assert.Single((await List("?type=life_cycle&status=open")).EnumerateArray()).Text("goalId"));

        Assert.Equal(HttpStatusCode.OK, (await http.Send("DELETE", $"/api/goals/{id}")).StatusCode);
        Assert.Empty((await List("?type=life_cycle")).EnumerateArray());
    }

    [Fact]
    public async Task The_id_may_be_in_the_body_too_if_it_is_the_same()
    {
        var id = await http.SetGoal("said_twice");
        Assert.Equal(HttpStatusCode.OK, (await http.Send("PATCH", $"/api/goals/{id}", $$"""{"goalId":"{{id}}","target":7}""")).StatusCode);
    }

    [Fact]
    public async Task Answers_are_JSON_that_no_cache_keeps()
    {
        var response = await http.GetAsync("/api/me");
        Assert.Equal("application/json", response.Content.Headers.ContentType!.ToString());
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task HEAD_is_GET_without_the_body()
    {
        var head = await http.Send("HEAD", "/api/me");
        Assert.Equal((HttpStatusCode.OK, (await http.GetStringAsync("/api/me")).Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task OPTIONS_names_the_methods()
    {
        var response = await app.Client().Send("OPTIONS", "/api/goals");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(["GET", "HEAD", "POST", "OPTIONS"], response.Content.Headers.Allow);
    }

    [Fact]
    public async Task Any_web_page_may_call_with_a_token()
    {
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/api/goals");
        preflight.Headers.Add("Origin", "https://app.example");
        preflight.Headers.Add("Access-Control-Request-Method", "POST");
        preflight.Headers.Add("Access-Control-Request-Headers", "authorization,content-type");
        var allowed = await app.Client().SendAsync(preflight);
        Assert.Equal("*", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Contains("authorization", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Headers")));

        using var call = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        call.Headers.Add("Origin", "https://app.example");
        Assert.Contains("WWW-Authenticate", Assert.Single((await app.Client().SendAsync(call)).Headers.GetValues("Access-Control-Expose-Headers")));
    }

    private async Task<JsonElement> List(string query) => (await (await http.GetAsync("/api/goals" + query)).Json()).GetProperty("goals");
}
