namespace Actors.Contracts.OAuth;

/// <summary>The grants of the token endpoint, by their registered names.</summary>
public static class GrantTypes
{
    /// <summary>A person consented in a browser (OAuth 2.1 §4.1).</summary>
    public const string AuthorizationCode = "authorization_code";

    /// <summary>The next tokens of a family (OAuth 2.1 §4.3).</summary>
    public const string RefreshToken = "refresh_token";

    /// <summary>A client that acts for itself (OAuth 2.1 §4.2). Only for clients that an admin registered.</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>A person consented elsewhere, by a code that a device showed them (RFC 8628).</summary>
    public const string DeviceCode = "urn:ietf:params:oauth:grant-type:device_code";

    /// <summary>An identity provider vouches that the client may act for a person (RFC 7523, ID-JAG).</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>What a client registers for that does not say.</summary>
    public static readonly IReadOnlyList<string> Usual = new[] { AuthorizationCode, RefreshToken };

    /// <summary>Those a client that nobody vouches for may register for.</summary>
    public static readonly IReadOnlyList<string> Open = new[] { AuthorizationCode, RefreshToken, DeviceCode, JwtBearer };

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = new[] { AuthorizationCode, RefreshToken, ClientCredentials, DeviceCode, JwtBearer };
}
