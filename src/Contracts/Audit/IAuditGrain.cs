using Actors.Contracts.Tools;

namespace Actors.Contracts.Audit;

/// <summary>
/// What was changed in a tenant, by whom and from where: one entry for each call that may change something, chained by hashes.
/// Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[ToolSet(ToolKey.Tenant), Alias("audit")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>Lists who did what in your organisation, the newest first: each call that changed something or tried to, refused attempts, sign-ins and tokens, and how each ended.</summary>
    [Tool("list_audit", Title = "List the audit", Scope = Scopes.AuditRead, Route = "GET /api/audit", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("list")]
    Task<AuditPage> List(ListAudit request, CancellationToken cancellation);

    /// <summary>Exports the audit as JSON lines, the oldest first, with the hashes that chain the entries. Repeat with nextAfter until there is none; over REST the answer is the lines, and its Link header leads to the next part.</summary>
    [Tool("export_audit", Title = "Export the audit", Scope = Scopes.AuditRead, Route = "GET /api/audit/export", Lines = "lines", ReadOnly = true, Idempotent = true)]
    [ReadOnly, Alias("export")]
    Task<AuditExport> Export(ExportAudit request, CancellationToken cancellation);

    /// <summary>
    /// Computes the chain of hashes anew and says whether an entry was changed, removed or put in. Give the number and the hash of
    /// an entry that you wrote down before to find out whether the chain still holds that very entry. Takes long where much was done.
    /// </summary>
    [Tool("verify_audit", Title = "Verify the audit", Scope = Scopes.AuditRead, Route = "GET /api/audit/verification", ReadOnly = true, Idempotent = true, Tasks = TaskSupport.Offered)]
    [AlwaysInterleave, Alias("verify_in_steps")]
    IAsyncEnumerable<ToolUpdate<AuditVerification>> Verify(VerifyAudit request, CancellationToken cancellation);

    /// <summary>Takes note of a call that was refused before it reached a grain. Many of the same kind are counted together.</summary>
    [PlatformOnly, AlwaysInterleave, Alias("refused")]
    Task Refused(RefusedCall refused, CancellationToken cancellation);
}
