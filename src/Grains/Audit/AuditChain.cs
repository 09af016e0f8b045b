using System.Security.Cryptography;
using System.Text.Json;
using Actors.Contracts.Audit;

namespace Actors.Grains.Audit;

/// <summary>
/// How entries are chained: the hash of one covers all of it and the hash of the one before. Whoever has an export can compute
/// the same: SHA-256 of the JSON array written here, in UTF-8; the first entry follows an empty hash.
/// </summary>
public static class AuditChain
{
    /// <summary>The hash before the first entry.</summary>
    public const string Start = "";

    /// <summary>The hash of <paramref name="entry"/> behind the hash <paramref name="before"/>, in lower-case hexadecimal.</summary>
    public static string Hash(string tenant, string before, AuditEntry entry) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes<object?[]>(
    [
        before, tenant, entry.Sequence, entry.At.UtcTicks / TimeSpan.TicksPerMicrosecond, entry.User, entry.Client, entry.Address,
        entry.Tool, entry.Target, entry.Outcome, entry.CorrelationId, entry.Call, entry.Step,
    ])));
}
