using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Actors.Gateway.Errors;
using Actors.Gateway.Tests.OAuth;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.Rest;

/// <summary>Each bad request gets its own clear problem (RFC 9457), and changes nothing.</summary>
[Collection(RestCollection.Name)]
public sealed class BadInputTests(ActorsApp app)
{
    private const string Json = "application/json", Goals = "/api/goals";

    private readonly HttpClient http = app.SignedIn();

    [Theory]
    [InlineData("malformed JSON", "POST", Goals, "{\"type\":\n \"a\", ]", Json, 400, "invalid_argument", "line 2, byte 7")]
    [InlineData("JSON cut short", "POST", Goals, "{\"type\":", Json, 400, "invalid_argument", "line 1, byte 9")]
    [InlineData("text after the JSON", "POST", Goals, "{} {}", Json, 400, "invalid_argument", "line 1, byte 4")]
    [InlineData("a property twice", "POST", Goals, """{"type":"a","type":"b","target":1,"unit":"km"}""", Json, 400, "invalid_argument", "twice")]
    [InlineData("half a character", "POST", Goals, """{"\ud800":1}""", Json, 400, "invalid_argument", "half of a surrogate pair")]
    [InlineData("not an object", "POST", Goals, "[1]", Json, 400, "invalid_argument", "Expected an object, found an array")]
    [InlineData("no body", "POST", Goals, null, Json, 400, "invalid_argument", "/type: It is required and missing")]
    [InlineData("a wrong type", "POST", Goals, """{"type":"a","target":"ten","unit":"km"}""", Json, 400, "invalid_argument", "/target: Expected a number, found the string \"ten\"")]
    [InlineData("out of range", "POST", Goals, """{"type":"a","target":1e13,"unit":"km"}""", Json, 400, "invalid_argument", "/target: Expected at most")]
    [InlineData("a missing argument", "POST", Goals, """{"type":"a","unit":"km"}""", Json, 400, "invalid_argument", "/target: It is required and missing")]
    [InlineData("an unknown argument", "POST", Goals, """{"type":"a","target":1,"unit":"km","colour":"red"}""", Json, 400, "invalid_argument", "/colour: It is unknown; known are type, target")]
    [InlineData("an unknown parameter", "GET", Goals + "?colour=red", null, Json, 400, "invalid_argument", "/colour: It is unknown; known are status, type")]
    [InlineData("a parameter of no known value", "GET", Goals + "?status=lost", null, Json, 400, "invalid_argument", "/status: Expected one of open")]
    [InlineData("a parameter twice", "GET", Goals + "?type=a&type=b", null, Json, 400, "invalid_argument", "/type: Expected a string")]
    [InlineData("a query where a body belongs", "POST", Goals + "?type=a", "{}", Json, 400, "invalid_argument", "in a JSON body, not in the query")]
    [InlineData("a body where a query belongs", "DELETE", Goals + "/g", "{}", Json, 400, "invalid_argument", "in the query, not in a body")]
    [InlineData("two ids", "PATCH", Goals + "/one", """{"goalId":"other"}""", Json, 400, "invalid_argument", "goalId is in the address already")]
    [InlineData("an id that does not exist", "PATCH", Goals + "/none", """{"target":1}""", Json, 404, "not_found", "There is no goal with this goalId")]
    [InlineData("a form", "POST", Goals, "type=a", "application/x-www-form-urlencoded", 415, "unsupported_media_type", "Content-Type: application/json")]
    [InlineData("an unknown address", "GET", "/api/nothing", null, Json, 404, "not_found", "There is nothing at /api/nothing")]
    [InlineData("an address with too much", "GET", Goals + "/g/more", null, Json, 404, "not_found", "There is nothing at")]
    [InlineData("an unknown address beside the API", "GET", "/nothing", null, Json, 404, "not_found", "There is nothing at /nothing")]
    [InlineData("a method that is not there", "PUT", Goals, "{}", Json, 405, "method_not_allowed", "it takes GET, HEAD, POST, OPTIONS")]
    [InlineData("a method that is not there, beside the API", "GET", "/oauth/token", null, Json, 405, "method_not_allowed", "it takes POST")]
    public async Task Each_mistake_is_named_and_changes_nothing(
        string mistake, string method, string path, string? body, string contentType, int status, string code, string words)
    {
        var before = await http.Goals();
        var response = await http.Send(method, path, body, contentType);
        var problem = await Problem(response, status, code);
        Assert.True(problem.Text("detail").Contains(words, StringComparison.Ordinal), $"{mistake}: {problem}");
        Assert.Equal(status == 405, response.Content.Headers.Allow.Count > 0);
        Assert.Equal(before, await http.Goals());
    }

    [Fact]
    public async Task Every_argument_that_does_not_fit_is_pointed_at()
    {
        var problem = await Problem(await http.Send("POST", Goals, """{"type":"NO GOOD","target":"x"}"""), 400, "invalid_argument");
        Assert.Equal(["/unit", "/type", "/target"], problem.GetProperty("errors").EnumerateArray().Select(error => error.Text("pointer")));
        Assert.All(problem.GetProperty("errors").EnumerateArray(), error => Assert.NotEmpty(error.Text("message")));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_of_more_than_4_MiB_is_not_read(bool chunked)
    {
        var before = await http.Goals();
        using var request = new HttpRequestMessage(HttpMethod.Post, Goals)
        {
            Content = new StringContent("""{"type":"a","target":1,"unit":"km"}""" + new string(' ', GatewayOptions.MaxBodyBytes), Encoding.UTF8, Json),
        };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = true;
        await Problem(await http.SendAsync(request), 413, "body_too_large");
        Assert.Equal(before, await http.Goals());
    }

    [Theory]
    [InlineData(Goals)]
    [InlineData("/mcp")]
    public async Task A_compressed_body_is_not_taken(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent([0x1f, 0x8b, 8, 0]) };
        request.Content.Headers.ContentType = new(Json);
        request.Content.Headers.ContentEncoding.Add("gzip");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        var response = await http.SendAsync(request);
        await Problem(response, 415, "unsupported_media_type");
        Assert.Equal("identity", response.Headers.GetValues("Accept-Encoding").Single());
    }

    [Fact]
    public async Task A_chunk_of_impossible_size_is_the_clients_mistake()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(app.BaseUrl.Host, app.BaseUrl.Port);
        await using var stream = client.GetStream();
        var key = http.DefaultRequestHeaders.Authorization;
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {Goals} HTTP/1.1\r\nHost: test\r\nAuthorization: {key}\r\nContent-Type: {Json}\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFF\r\n"));
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 400 Bad Request", await reader.ReadLineAsync());
    }

    [Fact]
    public void A_body_that_comes_too_slowly_is_told_so()
    {
        var error = ErrorMapping.Error(new BadHttpRequestException("slow", 408), "id");
        Assert.Equal(("body_too_slow", 408), (error.Code, ErrorMapping.Status(error.Code)));
    }

    [Fact]
    public async Task Another_tenants_goal_does_not_exist()
    {
        var id = await http.SetGoal("mine_alone");
        var before = await http.Goals();
        using var stranger = await app.Stranger();
        var foreign = await Problem(await stranger.Send("PATCH", $"{Goals}/{id}", """{"target":1}"""), 404, "not_found");
        var unknown = await Problem(await stranger.Send("PATCH", $"{Goals}/g_nowhere", """{"target":1}"""), 404, "not_found");
        Assert.Equal(unknown.Text("detail"), foreign.Text("detail"));
        await Problem(await stranger.Send("DELETE", $"{Goals}/{id}"), 404, "not_found");
        await Problem(await stranger.Send("POST", "/api/progress", $$"""{"goalId":"{{id}}","value":1}"""), 404, "not_found");
        Assert.Equal("[]", await stranger.Goals());
        Assert.Equal(before, await http.Goals());
    }

    [Fact]
    public async Task A_token_without_the_scope_is_told_which_to_ask_for()
    {
        var before = await http.Goals();
        using var reader = app.Client((await (await TestClient.Register(app)).Connect()).AccessToken);
        var response = await reader.Send("POST", Goals, """{"type":"a","target":1,"unit":"km"}""");
        Assert.Equal("fitness:write", (await Problem(response, 403, "insufficient_scope")).Text("scope"));
        var challenge = Assert.Single(response.Headers.WwwAuthenticate).Parameter;
        Assert.Contains("error=\"insufficient_scope\"", challenge);
        Assert.Contains("scope=\"profile fitness:read fitness:write\"", challenge);
        Assert.Equal(before, await http.Goals());
    }

    internal static async Task<JsonElement> Problem(HttpResponseMessage response, int status, string code)
    {
        var problem = await response.Json();
        Assert.Equal(((HttpStatusCode)status, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.ToString()));
        Assert.Equal((status, code), (problem.GetProperty("status").GetInt32(), problem.Text("code")));
        Assert.EndsWith($"/docs/errors#{code}", problem.Text("type"));
        Assert.Equal(Assert.Single(response.Headers.GetValues("X-Correlation-Id")), problem.Text("correlationId"));
        return problem;
    }
}
