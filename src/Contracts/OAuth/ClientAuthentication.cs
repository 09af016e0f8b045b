namespace Actors.Contracts.OAuth;

/// <summary>How a client proves who it is at the token endpoint, by the names of RFC 7591 §2.</summary>
public static class ClientAuthentication
{
    /// <summary>A public client: it has no secret, PKCE and rotation protect it.</summary>
    public const string None = "none";

    /// <summary>HTTP Basic with the client id and secret.</summary>
    public const string Basic = "client_secret_basic";

    /// <summary>Client id and secret as form fields.</summary>
    public const string Post = "client_secret_post";

    /// <summary>A JWT signed with a key of the client's own (RFC 7523 §2.2): nothing that could be stolen here.</summary>
    public const string PrivateKeyJwt = "private_key_jwt";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = new[] { None, Basic, Post, PrivateKeyJwt };

    /// <summary>Those by which a client proves anything.</summary>
    public static readonly IReadOnlyList<string> Confidential = new[] { Basic, Post, PrivateKeyJwt };

    /// <summary>Whether the client and this server share a secret.</summary>
    public static bool HasSecret(string method) => method is Basic or Post;
}
