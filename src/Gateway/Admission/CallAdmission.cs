using System.Collections.Concurrent;
using System.Globalization;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Quotas;
using Actors.Gateway.Authentication;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Admission;

/// <inheritdoc cref="IAdmission"/>
internal sealed partial class CallAdmission(IGrainFactory grains, IOptions<AdmissionOptions> options, TimeProvider time, ILogger<CallAdmission> logger)
    : BackgroundService, IAdmission
{
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, TenantLease> leases = new(StringComparer.Ordinal);
    private readonly FairTurns turns = new(options.Value.Concurrency ?? 16 * Environment.ProcessorCount);

    public async ValueTask<Turn> Admit(HttpContext context, string name, bool streams = false)
    {
        var tenant = context.Caller().Tenant;
        var weight = options.Value.Weights.GetValueOrDefault(name, 1);
        // Operators have no quota: they must be able to raise one.
        if (weight > 0 && tenant != GrainKeys.Platform) await Count(context, name, tenant, weight);
        return streams ? default : await turns.Enter(tenant);
    }

    public async Task Refused(HttpContext context, string name, string code)
    {
        var caller = context.Caller();
        try
        {
            using var _ = Caller.Platform(caller.CorrelationId).Enter();
            await grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(caller.Tenant)).Refused(new() { Caller = caller, Tool = name, Code = code }, CancellationToken.None);
        }
        catch (Exception failure) when (failure is ActorException or TimeoutException or SiloUnavailableException)
        {
            LogUntold(failure, name, code);
        }
    }

    public override void Dispose()
    {
        foreach (var lease in leases.Values) lease.Dispose();
        base.Dispose();
    }

    /// <summary>Gives back what tenants that went quiet have left, and at the end all of it.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Sweep, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            foreach (var lease in leases.Values) await lease.Settle(stoppingToken.IsCancellationRequested);
        }
    }

    private async ValueTask Count(HttpContext context, string name, string tenant, int weight)
    {
        var mine = leases.TryGetValue(tenant, out var known) ? known : leases.GetOrAdd(tenant, new TenantLease(grains, tenant, time));
        var lease = await mine.Take(weight, context.CorrelationId());
        if (lease.Limit is { } limit) Tell(context, lease, limit, mine.Left);
        if (lease.Granted >= weight) return;
        if (mine.IsNews(lease)) await Refused(context, name, ErrorCodes.RateLimited);
        var message = $"{lease.Refusal} {(lease.ResetsAt is { } at ? $"Calls are admitted again from {at:u} on." : "")}".TrimEnd();
        throw lease.ResetsAt is null
            ? new ActorException(ErrorCodes.RateLimited, message)
            : new ActorException(ErrorCodes.RateLimited, message, ("retryAfter", Seconds(lease)));
    }

    /// <summary>The limit that is nearest, in the headers of draft-ietf-httpapi-ratelimit-headers.</summary>
    private void Tell(HttpContext context, CallLease lease, long limit, long left)
    {
        if (context.Response.HasStarted) return;
        var headers = context.Response.Headers;
        headers["RateLimit-Limit"] = limit.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = (lease.Remaining.GetValueOrDefault() + left).ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = Seconds(lease);
    }

    private string Seconds(CallLease lease) =>
        Math.Max(1, (long)Math.Ceiling(((lease.ResetsAt ?? time.GetUtcNow()) - time.GetUtcNow()).TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "The audit could not be told that {Name} was refused as {Code}")]
    private partial void LogUntold(Exception exception, string name, string code);
}
