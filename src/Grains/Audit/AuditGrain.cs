using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Contracts;
using Actors.Contracts.Audit;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.ReadModels;

namespace Actors.Grains.Audit;

/// <inheritdoc cref="IAuditGrain"/>
public sealed class AuditGrain(IAuditLog audit, AuditNotes notes) : Grain, IAuditGrain
{
    private const int Page = 50, Part = 1000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private string Tenant => GrainKeys.TenantOf(this.GetPrimaryKeyString());

    /// <inheritdoc />
    public async Task<AuditPage> List(ListAudit request, CancellationToken cancellation)
    {
        var limit = request.Limit ?? Page;
        var entries = await audit.List(Tenant, request, limit, cancellation);
        return new() { Entries = entries, NextBefore = entries.Count == limit ? entries[^1].Sequence : null };
    }

    /// <inheritdoc />
    public async Task<AuditExport> Export(ExportAudit request, CancellationToken cancellation)
    {
        var entries = await audit.After(Tenant, request.After ?? 0, Part, cancellation);
        return new()
        {
            Lines = string.Concat(entries.Select(entry => JsonSerializer.Serialize(entry, Json) + "\n")),
            NextAfter = entries.Count == Part ? entries[^1].Sequence : null,
        };
    }

    /// <inheritdoc />
    public Task Refused(RefusedCall refused, CancellationToken cancellation) =>
        notes.Note(refused.Caller with { Tenant = Tenant }, refused.Tool, refused.Tool, refused.Code);

    /// <inheritdoc />
    public async IAsyncEnumerable<ToolUpdate<AuditVerification>> Verify(VerifyAudit request, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (request.Sequence is null != request.Hash is null)
            throw ActorException.InvalidArgument(request.Hash is null ? "hash" : "sequence", "Give both the number and the hash of the entry that you wrote down, or neither.");
        var (check, total) = (new AuditCheck(Tenant), await audit.Length(Tenant, cancellation));
        IReadOnlyList<AuditEntry> entries;
        do
        {
            yield return Progress();
            entries = await audit.After(Tenant, check.Good, Part, cancellation);
        }
        while (check.Holds(entries, request) && entries.Count == Part);
        yield return Progress() with { Result = check.Outcome(request, total, await audit.Loose(Tenant, cancellation)) };

        ToolUpdate<AuditVerification> Progress() =>
            new() { Progress = check.Good, Total = Math.Max(total, check.Good), Message = $"{check.Good} of {Math.Max(total, check.Good)} entries hold." };
    }
}
