namespace Actors.Contracts.Audit;

/// <summary>
/// A tool call that may change something, as the audit names it. It travels with the call to every grain that the call
/// reaches; whatever one of them stores is committed together with the call's row in the audit.
/// </summary>
[GenerateSerializer, Immutable, Alias("audit.AuditedCall")]
public sealed record AuditedCall
{
    /// <summary>The <see cref="Step"/> of what is told of but is no call that was let through: a refusal, a sign-in. It is in no count of calls.</summary>
    public const int NoCall = 2;

    private const string ContextKey = "audited-call";

    /// <summary>Tells this call from any other.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>When it reached its grain, in UTC.</summary>
    [Id(1)] public required DateTimeOffset At { get; init; }

    /// <summary>On whose behalf, and from where.</summary>
    [Id(2)] public required Caller Caller { get; init; }

    /// <summary>The tool's name.</summary>
    [Id(3)] public required string Tool { get; init; }

    /// <summary>What was acted on: the kind of grain and whose it is, and the ids in the tool's route.</summary>
    [Id(4)] public required string Target { get; init; }

    /// <summary>0 for a call, or <see cref="NoCall"/>.</summary>
    [Id(5)] public int Step { get; init; }

    /// <summary>The call that is running, or null outside of one.</summary>
    public static AuditedCall? Current => RequestContext.Get(ContextKey) as AuditedCall;

    /// <summary>Makes this the running call of what follows; the context of a grain's turn ends with the turn.</summary>
    public void Enter() => RequestContext.Set(ContextKey, this);

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public static void Leave() => RequestContext.Remove(ContextKey);
}
