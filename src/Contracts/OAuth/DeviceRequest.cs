namespace Actors.Contracts.OAuth;

/// <summary>What a device without a browser asks for (RFC 8628 §3.1).</summary>
[GenerateSerializer, Immutable, Alias("oauth.DeviceRequest")]
public sealed record DeviceRequest
{
    /// <summary>The client, authenticated by the gateway.</summary>
    [Id(0)] public required string Client { get; init; }

    /// <summary>The scopes it asks for.</summary>
    [Id(1)] public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>What the tokens are to be for (RFC 8707).</summary>
    [Id(2)] public required string Resource { get; init; }
}
