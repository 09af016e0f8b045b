using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>Someone who calls tools over REST with an API key.</summary>
internal sealed class Person(string apiKey)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(60) };

    public Task<Answer> WhoAmI(Member gateway, CancellationToken cancellation) => Call(HttpMethod.Get, gateway, "/api/me", null, cancellation);

    public Task<Answer> ListGoals(Member gateway, CancellationToken cancellation) => Call(HttpMethod.Get, gateway, "/api/goals?limit=200", null, cancellation);

    public Task<Answer> SetGoal(Member gateway, string type, CancellationToken cancellation) =>
        Call(HttpMethod.Post, gateway, "/api/goals", new { type, target = 12, unit = "books" }, cancellation);

    /// <summary>A client with this person's credential.</summary>
    public HttpClient Client(Member gateway) =>
        new() { BaseAddress = gateway.Url, DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", apiKey) } };

    private async Task<Answer> Call(HttpMethod method, Member gateway, string path, object? arguments, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(gateway.Url, path)) { Content = arguments is null ? null : JsonContent.Create(arguments) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        try
        {
            using var response = await Http.SendAsync(request, cancellation);
            return new((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(cancellation));
        }
        catch (HttpRequestException e)
        {
            return new(0, JsonSerializer.SerializeToElement(new { code = "no_answer", detail = e.Message }));
        }
    }
}
