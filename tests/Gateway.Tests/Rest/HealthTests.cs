using System.Net;

namespace Actors.Gateway.Tests.Rest;

[Collection(RestCollection.Name)]
public sealed class HealthTests(ActorsApp app)
{
    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task A_healthy_process_says_so(string path)
    {
        var response = await app.Client().GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "ok"), (response.StatusCode, (await response.Json()).Text("status")));
    }
}
