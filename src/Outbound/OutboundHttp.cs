using System.Net;

namespace Actors.Outbound;

/// <summary>Fetches small JSON documents from addresses that strangers name, behind the <see cref="OutboundGuard"/>; time and size are bounded.</summary>
public sealed class OutboundHttp : IDisposable
{
    private const int MaxBytes = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly HttpClient http;

    public OutboundHttp(OutboundGuard guard)
    {
        http = new HttpClient(guard.NewHandler()) { Timeout = Patience, MaxResponseContentBufferSize = MaxBytes };
        http.DefaultRequestHeaders.Accept.Add(new("application/json"));
    }

    /// <summary>The answer to a GET, with its body read; it was 200 and JSON.</summary>
    /// <exception cref="OutboundException">There was no such answer.</exception>
    public Task<HttpResponseMessage> Get(Uri address, CancellationToken cancellation) => Send(new(HttpMethod.Get, address), cancellation);

    /// <summary>The answer to a request of any kind, with its body read; it was 200 and JSON.</summary>
    /// <exception cref="OutboundException">There was no such answer.</exception>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellation)
    {
        var address = request.RequestUri!;
        try
        {
            var response = await http.SendAsync(request, cancellation);
            if (response is { StatusCode: HttpStatusCode.OK } && IsJson(response.Content.Headers.ContentType?.MediaType)) return response;
            using (response) throw new OutboundException($"{address.Host} did not answer 200 with JSON, but {(int)response.StatusCode}.");
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            throw OutboundException.Of(failure, address);
        }
    }

    public void Dispose() => http.Dispose();

    private static bool IsJson(string? type) => type is not null && (type == "application/json" || type.EndsWith("+json", StringComparison.Ordinal));
}
