using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Tenancy.Transfer;

/// <inheritdoc cref="ITransfersGrain"/>
/// <remarks>Nothing is stored: who holds a place says so again and again.</remarks>
public sealed class TransfersGrain(IOptions<TransferOptions> options, TimeProvider time) : Grain, ITransfersGrain
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (string Tenant, DateTimeOffset Until)> places = [];

    /// <inheritdoc />
    public Task Begin(string tenant, string id, CancellationToken cancellation)
    {
        foreach (var (held, place) in places)
            if (place.Until <= time.GetUtcNow()) places.Remove(held);
        if (places.Values.Any(place => place.Tenant == tenant))
            throw new ActorException(ErrorCodes.Conflict, "This organisation is being exported or imported already. Wait until that has ended.");
        if (places.Count >= options.Value.AtOnce)
            throw new ActorException(ErrorCodes.RateLimited, "Other organisations are being exported or imported. Try again in a while.", ("retryAfter", Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)));
        return GoOn(tenant, id, cancellation);
    }

    /// <inheritdoc />
    public Task GoOn(string tenant, string id, CancellationToken cancellation)
    {
        places[id] = (tenant, time.GetUtcNow() + ITransfersGrain.Lease);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task End(string id, CancellationToken cancellation)
    {
        places.Remove(id);
        return Task.CompletedTask;
    }
}
