using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Actors.Gateway.Admission;
using Actors.Gateway.Tests.Rest;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Tests.Admission;

/// <summary>The memory that bodies take together is bounded.</summary>
[Collection(RestCollection.Name)]
public sealed class BodyRoomTests(ActorsApp app)
{
    private const int Room = 100_000;

    [Theory]
    [InlineData("/api/goals", "application/json")]
    [InlineData("/mcp", "application/json")]
    [InlineData("/a2a/echo/message:send", "application/a2a+json")]
    [InlineData("/oauth/token", "application/x-www-form-urlencoded")]
    [InlineData("/oauth/register", "application/json")]
    public async Task A_body_for_which_there_is_no_room_is_refused_and_smaller_ones_are_read_one_after_the_other(string path, string type)
    {
        await using var gateway = await TestGateway.Start(app, settings: [("Actors:Admission:BodyBytes", $"{Room}"), ("Actors:RegistrationsPerMinute", "1000")]);
        for (var i = 0; i < 5; i++)
            Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await Post(gateway, path, type, new string('a', Room / 3))).StatusCode);

        using var refused = await Post(gateway, path, type, new string('a', Room / 2));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), refused.Headers.RetryAfter?.Delta);
        Assert.Contains("Too many large bodies", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(HttpStatusCode.ServiceUnavailable, (await Post(gateway, path, type, "a")).StatusCode);
    }

    [Theory]
    [InlineData("/oauth/token", "application/x-www-form-urlencoded")]
    [InlineData("/oauth/register", "application/json")]
    public async Task A_body_that_is_longer_than_it_may_be_is_refused_for_that_and_not_for_want_of_room(string path, string type)
    {
        await using var gateway = await TestGateway.Start(app, settings: [("Actors:Admission:BodyBytes", $"{4 * Room}")]);
        using var refused = await Post(gateway, path, type, new string('a', 2 * Room));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task Many_values_take_more_room_than_one_of_the_same_length()
    {
        await using var gateway = await TestGateway.Start(app, settings: [("Actors:Admission:BodyBytes", $"{Room}")]);
        var values = $"[{string.Concat(Enumerable.Repeat("1,", Room / 8))}1]";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Post(gateway, "/api/goals", "application/json", values)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Post(gateway, "/api/goals", "application/json", $"\"{new string('1', values.Length)}\"")).StatusCode);
    }

    [Theory]
    [InlineData("/openapi/v1.json", null, HttpStatusCode.ServiceUnavailable)]
    [InlineData("/docs", null, HttpStatusCode.ServiceUnavailable)]
    [InlineData("/mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", HttpStatusCode.GatewayTimeout)]
    public async Task An_answer_for_which_there_is_no_room_is_not_sent(string path, string? body, HttpStatusCode status)
    {
        await using var gateway = await TestGateway.Start(app, settings: [("Actors:Admission:BodyBytes", "50000")]);
        using var refused = body is null ? await gateway.Http.GetAsync(new Uri(path, UriKind.Relative)) : await Post(gateway, path, "application/json", body);
        Assert.Equal(status, refused.StatusCode);
        Assert.Equal(body is null ? TimeSpan.FromSeconds(1) : null, refused.Headers.RetryAfter?.Delta); // what may have been done is not to be repeated by a machine
        Assert.Equal(HttpStatusCode.OK, (await gateway.Http.GetAsync(new Uri("/docs/errors", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Large_answers_are_sent_one_after_the_other_where_there_is_room_for_one()
    {
        await using var gateway = await TestGateway.Start(app, settings: [("Actors:Admission:BodyBytes", "800000")]);
        for (var i = 0; i < 5; i++) Assert.NotEmpty(await gateway.Http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)));
    }

    [Fact]
    public void One_tenant_leaves_a_quarter_of_the_room_to_others_and_gives_back_what_it_took()
    {
        var room = new BodyRoom(Options.Create(new AdmissionOptions { BodyBytes = 100 }));
        var (mine, more, others) = (new BodyRoom.Share(room, "a"), new BodyRoom.Share(room, "a"), new BodyRoom.Share(room, "b"));
        Assert.Equal([true, true, false, true, false], [mine.TryGrow(50), mine.TryGrow(75), more.TryGrow(1), others.TryGrow(25), others.TryGrow(26)]);

        mine.Dispose();
        mine.Dispose();
        Assert.Equal(25, room.Taken);
        Assert.True(more.TryGrow(75));
    }

    private static async Task<HttpResponseMessage> Post(TestGateway gateway, string path, string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Add("A2A-Version", "1.0");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return await gateway.Http.SendAsync(request);
    }
}
