using Actors.Contracts;
using Actors.Contracts.Quotas;

namespace Actors.Gateway.Admission;

/// <summary>
/// The calls of one tenant that this gateway may admit without asking. A lease lasts a second; then what is left goes back. While
/// the quota cannot be asked, calls are let through and reported later: a count is no reason to be away.
/// </summary>
internal sealed class TenantLease(IGrainFactory grains, string tenant, TimeProvider time) : IDisposable
{
    private const int First = 8, Most = 20_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1), WhileAway = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim asking = new(1);
    private volatile CallLease latest = new() { Granted = 0 };
    private long calls, ends;
    private int wanted = First, refused;
    private volatile bool away;
    private CallLease? told;

    private bool IsOver => time.GetTimestamp() >= Volatile.Read(ref ends);

    /// <summary>Takes what a call weighs, and answers the lease it was taken from; one that grants too little refuses.</summary>
    public ValueTask<CallLease> Take(int weight, string correlationId) => TryTake(weight) || IsRefused(weight) ? new(latest) : Ask(weight, correlationId);

    /// <summary>Whether this refusal was not told of before: a flood is refused by the same one for a second.</summary>
    public bool IsNews(CallLease refusal) => !ReferenceEquals(Interlocked.Exchange(ref told, refusal), refusal);

    /// <summary>How many calls are left here.</summary>
    public long Left => Math.Max(0, Volatile.Read(ref calls));

    /// <summary>Gives back what was left over, if the lease is over.</summary>
    public async Task Settle(bool now)
    {
        if (Volatile.Read(ref calls) == 0 || (!now && !IsOver)) return;
        await asking.WaitAsync();
        try
        {
            if (now || IsOver) await Renew(needed: 0, wish: 0, "quota");
        }
        finally
        {
            asking.Release();
        }
    }

    public void Dispose() => asking.Dispose();

    private bool TryTake(int weight)
    {
        if (IsOver) return false;
        if (Interlocked.Add(ref calls, -weight) >= 0 || away) return true;
        Interlocked.Add(ref calls, weight);
        return false;
    }

    /// <summary>What was refused a moment ago need not be asked again: a flood stays here.</summary>
    private bool IsRefused(int weight) => latest.Refusal is not null && weight >= refused && !IsOver;

    private async ValueTask<CallLease> Ask(int weight, string correlationId)
    {
        await asking.WaitAsync();
        try
        {
            if (TryTake(weight) || IsRefused(weight)) return latest;
            // Used up before its time: more next time. Otherwise as much as was used.
            wanted = Math.Clamp(IsOver ? latest.Granted - (int)Left : wanted * 2, First, Most);
            await Renew(weight, wanted, correlationId);
            if (away || latest.Granted >= weight) Interlocked.Add(ref calls, -weight);
            else refused = weight;
            return latest;
        }
        finally
        {
            asking.Release();
        }
    }

    private async Task Renew(int needed, int wish, string correlationId)
    {
        var returned = Interlocked.Exchange(ref calls, 0);
        try
        {
            using var _ = Caller.Platform(correlationId).Enter();
            latest = await grains.GetGrain<IQuotaGrain>(GrainKeys.Tenant(tenant)).Lease(new() { Needed = needed, Wanted = wish, Returned = returned }, CancellationToken.None);
            away = false;
            Interlocked.Add(ref calls, latest.Granted);
        }
        catch (Exception failure) when (failure is ActorException or TimeoutException or SiloUnavailableException or InconsistentStateException)
        {
            Interlocked.Add(ref calls, returned);
            (latest, away) = (new() { Granted = int.MaxValue }, true);
        }

        Volatile.Write(ref ends, time.GetTimestamp() + (long)((away ? WhileAway : Lifetime).TotalSeconds * time.TimestampFrequency));
    }
}
