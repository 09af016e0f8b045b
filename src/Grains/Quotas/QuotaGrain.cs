using Actors.Contracts;
using Actors.Contracts.Quotas;
using Actors.Grains.Infrastructure;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Quotas;

/// <inheritdoc cref="IQuotaGrain"/>
/// <remarks>
/// A count is durable before it is given out, a block at a time: a hundredth of the month's calls. When the process is killed the
/// rest of the block counts as used, so a limit is never exceeded; a silo that stops in order writes the exact count.
/// </remarks>
public sealed class QuotaGrain([PersistentState("quota")] IPersistentState<QuotaState> state, IOptions<QuotaOptions> options, TimeProvider time) : Grain, IQuotaGrain
{
    private const int LargestBlock = 10_000;

    private long used;
    private (long Number, long Used) minute;

    private string TierName => state.State.Tier ?? options.Value.DefaultTier;

    private Tier Tier => options.Value.Tiers.GetValueOrDefault(TierName) ?? new();

    private DateTimeOffset? EndsAt => Tier.Days is { } days ? (state.State.Since ?? time.GetUtcNow()).AddDays(days) : null;

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        used = state.State.Reserved;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (state.RecordExists && used < state.State.Reserved) await Reserve(used);
    }

    /// <inheritdoc />
    public Task<QuotaStatus> Get(CancellationToken cancellation) => Task.FromResult(Status());

    /// <inheritdoc />
    public async Task<CallLease> Lease(LeaseCalls request, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await Turn(now);
        used = Math.Max(0, used - request.Returned);
        minute.Used = Math.Max(0, minute.Used - request.Returned);
        if (EndsAt <= now) return Refuse($"The time of the tier {TierName} is over. Ask for another one.", limit: null, resetsAt: null);
        var inMonth = Tier.CallsPerMonth - used;
        var inMinute = Tier.CallsPerMinute - minute.Used;
        if (inMonth < request.Needed) return Refuse("The calls of this month are used up.", Tier.CallsPerMonth, NextMonth());
        if (inMinute < request.Needed) return Refuse("That were too many calls in a minute.", Tier.CallsPerMinute, NextMinute());

        var left = Math.Min(inMonth ?? long.MaxValue, inMinute ?? long.MaxValue);
        // Towards the end leases get small, so that no gateway sits on calls that another one needs.
        var granted = (int)Math.Clamp(request.Wanted, request.Needed, Math.Max(request.Needed, left / 10));
        used += granted;
        minute.Used += granted;
        if (used > state.State.Reserved) await Reserve(Math.Min(used + Block, Math.Max(used, Tier.CallsPerMonth ?? long.MaxValue)));
        return inMinute < inMonth || inMonth is null
            ? new() { Granted = granted, Limit = Tier.CallsPerMinute, Remaining = inMinute - granted, ResetsAt = NextMinute() }
            : new() { Granted = granted, Limit = Tier.CallsPerMonth, Remaining = inMonth - granted, ResetsAt = NextMonth() };
    }

    /// <inheritdoc />
    public async Task<QuotaStatus> SetTier(string tier, CancellationToken cancellation)
    {
        if (options.Value.Refuse(tier) is { } refusal) throw ActorException.InvalidArgument("tier", refusal);
        await Turn(time.GetUtcNow());
        if (tier != TierName || state.State.Tier is null) await state.Save(state.State with { Tier = tier, Since = time.GetUtcNow() }, this);
        return Status();
    }

    private long Block => Math.Clamp((Tier.CallsPerMonth ?? long.MaxValue) / 100, 1, LargestBlock);

    private Task Reserve(long calls) => state.Save(state.State with { Reserved = calls, Since = state.State.Since ?? time.GetUtcNow() }, this);

    /// <summary>Begins a new month or minute.</summary>
    private async Task Turn(DateTimeOffset now)
    {
        if (minute.Number != now.UtcTicks / TimeSpan.TicksPerMinute) minute = (now.UtcTicks / TimeSpan.TicksPerMinute, 0);
        var month = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1);
        if (state.State.Month == month) return;
        used = 0;
        await state.Save(state.State with { Month = month, Reserved = 0 }, this);
    }

    private QuotaStatus Status() => new()
    {
        Tier = TierName, Used = used, Limit = Tier.CallsPerMonth, Remaining = Tier.CallsPerMonth is { } limit ? Math.Max(0, limit - used) : null,
        ResetsAt = NextMonth(), CallsPerMinute = Tier.CallsPerMinute, EndsAt = EndsAt,
    };

    private static CallLease Refuse(string why, long? limit, DateTimeOffset? resetsAt) =>
        new() { Granted = 0, Limit = limit, Remaining = 0, ResetsAt = resetsAt, Refusal = why };

    private DateTimeOffset NextMinute() => new((minute.Number + 1) * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    private DateTimeOffset NextMonth()
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Year, now.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
    }
}
