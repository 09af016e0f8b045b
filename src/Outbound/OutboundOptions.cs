namespace Actors.Outbound;

/// <summary>Whom this backend may speak to on a stranger's word, section <c>Actors</c> of the configuration.</summary>
public sealed class OutboundOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors";

    /// <summary>
    /// Networks beside the public internet that strangers may have this backend speak to, such as <c>10.0.0.0/8</c> or single addresses:
    /// where documents of clients and identity providers, webhooks and remote agents may lie. Without any, strangers cannot reach its own
    /// neighbours through it. These alone are spoken to over plain http as well.
    /// </summary>
    public IReadOnlyList<string> OutboundNetworks { get; set; } = [];

    /// <summary>A PEM file of certificate authorities to trust there beside the system's, or null.</summary>
    public string? OutboundCertificates { get; set; }
}
