using System.Collections.Concurrent;
using Actors.Contracts.Audit;

namespace Actors.Postgres.ReadModels;

/// <summary>Remembers of the audited calls that run in this process whether something was stored that took the call's row along.</summary>
public sealed class CallsUnderWay
{
    private readonly ConcurrentDictionary<Guid, bool> calls = new();

    internal void Begin(AuditedCall call) => calls[call.Id] = false;

    internal void Stored(AuditedCall call) => calls.TryUpdate(call.Id, newValue: true, comparisonValue: false);

    /// <summary>Forgets the call, and says whether its row is stored.</summary>
    internal bool End(AuditedCall call) => calls.TryRemove(call.Id, out var stored) && stored;
}
