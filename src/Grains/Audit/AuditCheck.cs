using Actors.Contracts.Audit;

namespace Actors.Grains.Audit;

/// <summary>Holds the entries of an audit against the hashes that chain them, from the first on, a part at a time.</summary>
internal sealed class AuditCheck(string tenant)
{
    private string hash = AuditChain.Start;
    private string? remembered, problem;

    /// <summary>How many entries were found good.</summary>
    public long Good { get; private set; }

    /// <summary>Whether the entries that follow hold.</summary>
    public bool Holds(IReadOnlyList<AuditEntry> entries, VerifyAudit request)
    {
        foreach (var entry in entries)
        {
            if (entry.Sequence != Good + 1) problem = $"Entry {Good + 1} is missing.";
            else if (entry.Hash != AuditChain.Hash(tenant, hash, entry)) problem = $"Entry {entry.Sequence} is not what was written.";
            if (problem is not null) return false;
            (Good, hash) = (entry.Sequence, entry.Hash);
            if (Good == request.Sequence) remembered = hash;
        }

        return true;
    }

    /// <summary>What is to be said of them, once they are all read or one does not hold; <paramref name="length"/> is how many there were before, <paramref name="loose"/> how many are in no chain.</summary>
    public AuditVerification Outcome(VerifyAudit request, long length, long loose)
    {
        if (length > Good) problem ??= $"Entries {Good + 1} to {length} are missing.";
        if (loose > 0) problem ??= $"Entries put in beside the chain, or taken out before they were in it: {loose}.";
        if (request is { Sequence: { } sequence, Hash: { } expected } && remembered != expected)
            problem ??= sequence > Good
                ? $"Entry {sequence}, which you wrote down, is not there: the audit ends with entry {Good}."
                : $"Entry {sequence} is not the one you wrote down: the chain was written anew.";
        return new() { Intact = problem is null, Entries = Good, Hash = Good > 0 ? hash : null, Problem = problem };
    }
}
