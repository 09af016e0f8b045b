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

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = new[] { None, Basic, Post };
}
