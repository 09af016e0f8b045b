using System.Net;

namespace Actors.Gateway.Tests.Rest;

/// <summary>Credentials for other services go in and are never answered, by any surface.</summary>
[Collection(RestCollection.Name)]
public sealed class CredentialStoreTests(ActorsApp app)
{
    private const string Secret = "s3cr3t-0f-ada";

    [Fact]
    public async Task A_credential_is_stored_listed_and_deleted_and_no_answer_has_the_secret()
    {
        var http = app.SignedIn();
        var put = await http.Send("PUT", "/api/credentials/strava/club", $$"""{"secret":"{{Secret}}","account":"Ada"}""");
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        var answers = await put.Content.ReadAsStringAsync() + await http.GetStringAsync("/api/credentials");
        Assert.Contains("\"provider\":\"strava\",\"name\":\"club\",\"account\":\"Ada\"", answers);
        Assert.DoesNotContain(Secret, answers);

        Assert.Equal(HttpStatusCode.NotFound, (await (await app.Stranger()).Send("DELETE", "/api/credentials/strava/club")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.Send("DELETE", "/api/credentials/strava/club")).StatusCode);
        Assert.DoesNotContain("strava", await http.GetStringAsync("/api/credentials"));
    }

    [Theory]
    [InlineData("Strava", "\"" + Secret + "\"")]
    [InlineData("strava", "[\"" + Secret + "\"]")]
    [InlineData("strava", "\"" + Secret + "\",\"unknown\":\"" + Secret + "\"")]
    public async Task A_refusal_does_not_repeat_the_secret(string provider, string secret)
    {
        var refused = await app.SignedIn().Send("PUT", $"/api/credentials/{provider}/default", $$"""{"secret":{{secret}}}""");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain(Secret, await refused.Content.ReadAsStringAsync());
    }
}
