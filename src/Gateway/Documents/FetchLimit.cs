using System.Net;
using System.Threading.RateLimiting;
using Actors.Gateway.OAuth;
using Actors.Outbound;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Documents;

/// <summary>How often one network address may have us fetch something new: what we fetch, and from where, is a stranger's choice.</summary>
internal sealed class FetchLimit(IHttpContextAccessor requests, IOptions<GatewayOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<IPAddress> limits = PartitionedRateLimiter.Create<IPAddress, IPAddress>(network => RateLimitPartition.GetFixedWindowLimiter(
        network, _ => new() { PermitLimit = options.Value.FetchesPerMinute, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));

    /// <summary>Counts a fetch for whoever is being served.</summary>
    /// <exception cref="OutboundException">That was one too many.</exception>
    public void Demand()
    {
        if (requests.HttpContext is not { } context) return;
        using var lease = limits.AttemptAcquire(ClientNetwork.Of(context));
        if (!lease.IsAcquired) throw new OutboundException("Your network has had too many such documents fetched. Try again in a minute.");
    }

    public void Dispose() => limits.Dispose();
}
