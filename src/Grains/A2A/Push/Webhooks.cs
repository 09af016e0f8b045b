using System.Net.Http.Headers;
using System.Threading.RateLimiting;
using Actors.Contracts;
using Actors.Contracts.A2A.Push;
using Actors.Outbound;

namespace Actors.Grains.A2A.Push;

/// <summary>
/// Posts to webhooks behind the guard: ten seconds, no redirects, and of the answer only its status is read. Each tenant has turns of its
/// own on every silo, so that one whose receivers hang waits for nobody but itself.
/// </summary>
public sealed class Webhooks : IDisposable
{
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient http;
    private readonly PartitionedRateLimiter<string> turns = PartitionedRateLimiter.Create<string, string>(tenant =>
        RateLimitPartition.GetConcurrencyLimiter(tenant, _ => new() { PermitLimit = AtOnce, QueueLimit = int.MaxValue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst }));

    public Webhooks(OutboundGuard guard) => http = new HttpClient(guard.NewHandler()) { Timeout = Patience };

    /// <summary>Tells a webhook, and answers what went wrong, in words for its owner; null where the receiver has said that it knows.</summary>
    internal async Task<string?> Post(string key, PushConfig push, PushLetter letter, string? token, string? credentials, CancellationToken cancellation)
    {
        using var turn = await turns.AcquireAsync(GrainKeys.TenantOf(key), 1, cancellation);
        var address = new Uri(push.Url);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(letter.Body!) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(push.Version == "1.0" ? "application/a2a+json" : "application/json");
            request.Headers.TryAddWithoutValidation("A2A-Version", push.Version);
            request.Headers.TryAddWithoutValidation("X-A2A-Notification-Id", $"{push.TaskId}/{letter.UpTo}");
            if (token is not null) request.Headers.TryAddWithoutValidation("X-A2A-Notification-Token", token);
            if (push.Scheme is not null) request.Headers.TryAddWithoutValidation("Authorization", $"{push.Scheme} {credentials}".TrimEnd());
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return response.IsSuccessStatusCode ? null : $"{address.Host} answered {(int)response.StatusCode}.";
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return OutboundException.Of(failure, address).Message;
        }
    }

    public void Dispose()
    {
        http.Dispose();
        turns.Dispose();
    }
}
