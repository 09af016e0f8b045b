namespace Actors.Gateway.Mcp;

/// <summary>
/// The revisions of MCP that are spoken here, and where they differ. "Modern" revisions name their version in every
/// request and know no sessions; "legacy" ones open with an <c>initialize</c> handshake (2026-07-28, versioning).
/// </summary>
internal sealed record ProtocolVersion(string Name)
{
    public static readonly ProtocolVersion V20260728 = new("2026-07-28") { IsModern = true, HasIcons = true, OmitsUnknownIds = true, HasAnnotations = true, HasStructuredContent = true, ReportsBadArgumentsInResults = true };
    public static readonly ProtocolVersion V20251125 = new("2025-11-25") { HasIcons = true, OmitsUnknownIds = true, HasPriming = true, HasAnnotations = true, HasStructuredContent = true, ReportsBadArgumentsInResults = true };
    public static readonly ProtocolVersion V20250618 = new("2025-06-18") { HasAnnotations = true, HasStructuredContent = true };
    public static readonly ProtocolVersion V20250326 = new("2025-03-26") { HasBatches = true, HasAnnotations = true };

    public static readonly ProtocolVersion V20241105 = new("2024-11-05");

    /// <summary>All of them, the newest first.</summary>
    public static readonly IReadOnlyList<ProtocolVersion> Supported = [V20260728, V20251125, V20250618, V20250326, V20241105];

    /// <summary>What a legacy request without the version header means (2025-11-25, transports: Protocol Version Header).</summary>
    public static readonly ProtocolVersion WhereNoneIsNamed = V20250326;

    /// <summary>Each request carries its version and the client's capabilities, and a disconnect cancels it.</summary>
    public bool IsModern { get; init; }

    /// <summary>An error to a request whose id cannot be read has none, rather than null.</summary>
    public bool OmitsUnknownIds { get; init; }

    /// <summary>A body may be an array of messages.</summary>
    public bool HasBatches { get; init; }

    /// <summary>Tools say what they may do to the world.</summary>
    public bool HasAnnotations { get; init; }

    /// <summary>Tools have output schemas, and results <c>structuredContent</c>.</summary>
    public bool HasStructuredContent { get; init; }

    /// <summary>Tools and implementations have a <c>title</c>; before, only a tool's annotations had.</summary>
    public bool HasTitles => HasStructuredContent;

    /// <summary>What is offered has pictures.</summary>
    public bool HasIcons { get; init; }

    /// <summary>Content can be a link to a resource.</summary>
    public bool HasResourceLinks => HasStructuredContent;

    /// <summary>Content can be sound.</summary>
    public bool HasAudio => HasAnnotations;

    /// <summary>Arguments that do not fit the schema are for the model to read in a result, rather than a JSON-RPC error (tools: Error Handling).</summary>
    public bool ReportsBadArgumentsInResults { get; init; }

    /// <summary>Streams begin with an empty event to resume from, which older clients would take for a message.</summary>
    public bool HasPriming { get; init; }

    /// <summary>Whether it is that revision or a newer one: their names are dates.</summary>
    public bool IsSince(ProtocolVersion other) => string.CompareOrdinal(Name, other.Name) >= 0;

    /// <summary>The revision of this name, or null.</summary>
    public static ProtocolVersion? Find(string name)
    {
        foreach (var version in Supported)
            if (version.Name == name) return version;
        return null;
    }

    /// <summary>What <c>initialize</c> answers: the proposed legacy revision, else the newest there is (2025-11-25, lifecycle: Version Negotiation).</summary>
    public static ProtocolVersion Negotiate(string proposed) =>
        Find(proposed) is { IsModern: false } version ? version : V20251125;
}
