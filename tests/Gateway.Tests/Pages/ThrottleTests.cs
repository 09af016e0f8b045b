using System.Net;
using System.Text;

namespace Actors.Gateway.Tests.Pages;

public sealed class ThrottleTests(ActorsApp app) : IClassFixture<ActorsApp>
{
    [Theory]
    [InlineData("/signin", "application/x-www-form-urlencoded")]
    [InlineData("/oauth/register", "application/json")]
    public async Task One_network_address_cannot_flood(string path, string type)
    {
        using var http = app.Client();
        HttpResponseMessage response;
        var sent = 0;
        do
        {
            response = await http.PostAsync(path, new StringContent("x", Encoding.UTF8, type));
        }
        while (response.StatusCode != HttpStatusCode.TooManyRequests && ++sent <= 2000);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.InRange(response.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("Try again in", await response.Content.ReadAsStringAsync());
    }
}
