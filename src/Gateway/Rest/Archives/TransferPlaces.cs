using Actors.Contracts;
using Actors.Contracts.Identity;
using Actors.Contracts.Tenancy;
using Microsoft.Extensions.Logging;

namespace Actors.Gateway.Rest.Archives;

/// <summary>Has no more archives written and read at a time than the platform allows.</summary>
internal sealed partial class TransferPlaces(IGrainFactory grains, TimeProvider time, ILogger<TransferPlaces> logger)
{
    /// <summary>Takes a place until the answer is disposed of.</summary>
    /// <exception cref="ActorException">There is none.</exception>
    public async Task<IAsyncDisposable> Take(string tenant, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var (transfers, id) = (grains.GetGrain<ITransfersGrain>(GrainKeys.Operations), SecretText.NewId());
        await transfers.Begin(tenant, id, cancellation);
        return new Place(this, transfers, tenant, id, new PeriodicTimer(ITransfersGrain.Lease / 4, time));
    }

    [LoggerMessage(LogLevel.Warning, "A place among the archives could not be held or given back; it is free again within two minutes unless it is held meanwhile")]
    private partial void LogUnheard(Exception failure);

    private sealed class Place : IAsyncDisposable
    {
        private readonly TransferPlaces places;
        private readonly ITransfersGrain transfers;
        private readonly string id;
        private readonly PeriodicTimer timer;
        private readonly Task holding;

        public Place(TransferPlaces places, ITransfersGrain transfers, string tenant, string id, PeriodicTimer timer)
        {
            (this.places, this.transfers, this.id, this.timer) = (places, transfers, id, timer);
            holding = Hold(tenant);
        }

        public async ValueTask DisposeAsync()
        {
            timer.Dispose();
            await holding;
            using var _ = Caller.EnterPlatform();
            await Say(() => transfers.End(id, CancellationToken.None));
        }

        private async Task Hold(string tenant)
        {
            while (await timer.WaitForNextTickAsync(CancellationToken.None)) await Say(() => transfers.GoOn(tenant, id, CancellationToken.None));
        }

        /// <summary>An archive is not given up because its place could not be told of.</summary>
        private async Task Say(Func<Task> word)
        {
            try
            {
                await word();
            }
            catch (Exception failure)
            {
                places.LogUnheard(failure);
            }
        }
    }
}
