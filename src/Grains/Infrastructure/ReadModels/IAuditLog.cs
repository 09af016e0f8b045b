using Actors.Contracts.Audit;

namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>
/// The audit of all tenants. A state that is stored in the course of an audited call takes the call's row along in its own
/// transaction, so that nothing is changed without it; the row's place in the tenant's chain follows within a second.
/// </summary>
public interface IAuditLog
{
    /// <summary>Expects what the call stores from here on. Every call begun here also ends, in one of the two ways below.</summary>
    void Begin(AuditedCall call);

    /// <summary>Ends a call that was done. Writes its row if nothing that this process stored took it along.</summary>
    Task Done(AuditedCall call);

    /// <summary>Ends a call that failed with this code. If it had stored something before, the audit has both.</summary>
    Task Failed(AuditedCall call, string code);

    /// <summary>Writes what is no call that was let through; see <see cref="AuditedCall.NoCall"/>.</summary>
    Task Note(AuditedCall notice, string outcome);

    /// <summary>The tenant's entries that fit, the newest first, all that were committed before this was asked among them.</summary>
    Task<IReadOnlyList<AuditEntry>> List(string tenant, ListAudit filter, int limit, CancellationToken cancellation);

    /// <summary>The tenant's entries behind a number, in order, all that were committed before this was asked among them.</summary>
    Task<IReadOnlyList<AuditEntry>> After(string tenant, long sequence, int limit, CancellationToken cancellation);

    /// <summary>How many entries the tenant's chain has, as kept apart from them.</summary>
    Task<long> Length(string tenant, CancellationToken cancellation);

    /// <summary>How many entries of the tenant are in no chain nor wait for their place in one, or were gone before they had it, and how many places have no entry of their own.</summary>
    Task<long> Loose(string tenant, CancellationToken cancellation);
}
