namespace Actors.Gateway.Tests.Rest;

[Collection(RestCollection.Name)]
public sealed class CorrelationTests(ActorsApp app)
{
    [Fact]
    public async Task A_callers_own_id_comes_back() => Assert.Equal("order-17.a_B", await Id(("X-Correlation-Id", "order-17.a_B")));

    [Fact]
    public async Task A_callers_trace_is_continued() => Assert.Equal(
        "0af7651916cd43dd8448eb211c80319c", await Id(("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));

    [Theory]
    [InlineData("two words")]
    [InlineData("<script>")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task What_is_no_id_is_replaced(string text) => Assert.Matches("^[0-9a-f]{32}$", await Id(("X-Correlation-Id", text)));

    [Fact]
    public async Task Without_any_each_request_gets_its_own() => Assert.NotEqual(await Id(), await Id());

    /// <summary>The id a request gets.</summary>
    private async Task<string> Id(params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        var response = await app.Client().SendAsync(request);
        var id = Assert.Single(response.Headers.GetValues("X-Correlation-Id"));
        Assert.Equal(id, (await response.Json()).Text("correlationId"));
        return id;
    }
}
