using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Fitness;
using Actors.Contracts.Identity;
using Actors.Contracts.Usage;

namespace Actors.Grains.Tests.Calls;

/// <summary>A person of a tenant who calls tools, as the gateway would call them for her.</summary>
internal sealed record Colleague(ActorHost Host, string Tenant, string User)
{
    public static readonly SetGoal Reading = new() { Type = "reading", Target = 12, Unit = "books" };

    private static readonly string[] Every = [.. Scopes.All.Select(scope => scope.Scope)];

    public string? Key { get; init; }

    public static Colleague Of(ActorHost host, string? tenant = null) => new(host, tenant ?? $"t{Guid.NewGuid():n}"[..12], "ada");

    public Task<GoalChange> Set(SetGoal? goal = null) => As(Role.Member, () => Host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User(Tenant, User)).Set(goal ?? Reading, default));

    public Task<GoalChange> Delete(string goalId) => As(Role.Member, () => Host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User(Tenant, User)).Delete(new() { GoalId = goalId }, default));

    public async Task<IReadOnlyList<Goal>> List() =>
        (await As(Role.Member, () => Host.Grains.GetGrain<IGoalsGrain>(GrainKeys.User(Tenant, User)).List(new(), default))).Goals;

    public Task<UsageReport> Usage() => As(Role.Owner, () => Host.Grains.GetGrain<IUsageGrain>(GrainKeys.Tenant(Tenant)).Get(new(), default));

    public Task<T> Audit<T>(Func<IAuditGrain, Task<T>> ask) => As(Role.Auditor, () => ask(Host.Grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(Tenant))));

    public Task<AuditPage> Audit(ListAudit? filter = null) => Audit(audit => audit.List(filter ?? new(), default));

    public Task<AuditVerification> Verify(long? sequence = null, string? hash = null) =>
        Audit(async audit => (await audit.Verify(new() { Sequence = sequence, Hash = hash }, default).LastAsync()).Result!);

    private async Task<T> As<T>(Role role, Func<Task<T>> call)
    {
        using var _ = new Caller
        {
            Tenant = Tenant, User = User, Client = "key_1", Scopes = Every, CorrelationId = "c1", Role = role, Address = "192.0.2.7", IdempotencyKey = Key,
        }.Enter();
        return await call();
    }
}
