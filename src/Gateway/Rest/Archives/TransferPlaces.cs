using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;

namespace Actors.Gateway.Rest.Archives;

/// <summary>Has no more archives written and read at a time than the platform allows.</summary>
internal sealed class TransferPlaces(IGrainFactory grains, TimeProvider time)
{
    /// <summary>Takes a place until the answer is disposed of.</summary>
    /// <exception cref="ActorException">There is none.</exception>
    public async Task<IAsyncDisposable> Take(string tenant, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var (transfers, id) = (grains.GetGrain<ITransfersGrain>(GrainKeys.Operations), SecretText.NewId());
        await transfers.Begin(tenant, id, cancellation);
        return new Place(transfers, tenant, id, time);
    }

    private sealed class Place : IAsyncDisposable
    {
        private readonly ITransfersGrain transfers;
        private readonly string id;
        private readonly PeriodicTimer timer;
        private readonly Task holding;

        public Place(ITransfersGrain transfers, string tenant, string id, TimeProvider time)
        {
            (this.transfers, this.id, timer) = (transfers, id, new PeriodicTimer(ITransfersGrain.Lease / 4, time));
            holding = Hold(tenant);
        }

        public async ValueTask DisposeAsync()
        {
            timer.Dispose();
            await holding;
            using var _ = Caller.EnterPlatform();
            await transfers.End(id, CancellationToken.None);
        }

        private async Task Hold(string tenant)
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None)) await transfers.GoOn(tenant, id, CancellationToken.None);
        }
    }
}
