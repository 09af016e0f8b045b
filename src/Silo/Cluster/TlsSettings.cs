namespace Actors.Silo.Cluster;

/// <summary>PEM files for mutual TLS between members. A file that is replaced is used from the next connection on.</summary>
internal sealed record TlsSettings
{
    /// <summary>This member's certificate, for both client and server authentication.</summary>
    public required string Certificate { get; init; }

    /// <summary>Its private key.</summary>
    public required string Key { get; init; }

    /// <summary>The authority that signs every member's certificate. Whoever has one is a member.</summary>
    public required string Authority { get; init; }
}
