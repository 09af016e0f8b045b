using Actors.Contracts;
using Actors.Contracts.Usage;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Usage;

/// <inheritdoc cref="IUsageGrain"/>
public sealed class UsageGrain(IUsageLedger ledger, TimeProvider time) : Grain, IUsageGrain
{
    private const int UsualDays = 30, MostDays = 366;

    /// <inheritdoc />
    public async Task<UsageReport> Get(GetUsage request, CancellationToken cancellation)
    {
        var to = request.To ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var from = request.From ?? to.AddDays(1 - UsualDays);
        if (to.DayNumber - from.DayNumber is < 0 or >= MostDays)
            throw ActorException.InvalidArgument("from", $"The first day lies before the last one, by less than {MostDays} days.");
        var tools = await ledger.Read(GrainKeys.TenantOf(this.GetPrimaryKeyString()), from, to, cancellation);
        return new() { From = from, To = to, Calls = tools.Sum(tool => tool.Calls), Tools = tools };
    }
}
