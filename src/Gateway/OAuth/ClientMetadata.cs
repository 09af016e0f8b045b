using System.Globalization;
using System.Text.Json;
using Actors.Contracts.OAuth;
using Actors.Outbound;

namespace Actors.Gateway.OAuth;

/// <summary>
/// Checks what a client says of itself when it registers (RFC 7591 §2). What this server has no use for is ignored, as
/// the specification asks; what it cannot honour is refused.
/// </summary>
internal static class ClientMetadata
{
    private const int MaxRedirectUris = 20;
    private const int MaxName = 100;
    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    /// <summary>Those for which nothing secret has to be agreed on.</summary>
    private static readonly string[] PublicMethods = [ClientAuthentication.None, ClientAuthentication.PrivateKeyJwt];

    /// <summary>Reads a registration.</summary>
    /// <exception cref="Refused">Something is wrong with it.</exception>
    public static RegisterClient Read(JsonElement metadata) => Read(metadata, ClientAuthentication.All, ClientAuthentication.Basic);

    private static RegisterClient Read(JsonElement metadata, IReadOnlyList<string> methods, string usual)
    {
        if (metadata.ValueKind != JsonValueKind.Object) throw Invalid("The body must be a JSON object with the client's metadata.");
        if (Strings(metadata, "response_types") is { } types && !types.Contains("code"))
            throw Invalid("response_types must include 'code', the only one there is.");
        var grants = Grants(metadata);
        var redirects = Redirects(metadata, isNeeded: grants.Contains(GrantTypes.AuthorizationCode));
        var method = OneOf(metadata, "token_endpoint_auth_method", methods) ?? usual;
        var keys = method == ClientAuthentication.PrivateKeyJwt ? Keys(metadata) : null;
        return new RegisterClient
        {
            Name = Name(metadata),
            RedirectUris = redirects,
            AuthenticationMethod = method,
            Keys = keys,
            KeysUri = method == ClientAuthentication.PrivateKeyJwt && keys is null ? KeysUri(metadata) : null,
            GrantTypes = grants,
            Uri = HomePage(metadata),
            ApplicationType = OneOf(metadata, "application_type", ["web", "native"])
                ?? (redirects.All(uri => uri.StartsWith("https:", StringComparison.Ordinal)) ? "web" : "native"),
        };
    }

    /// <summary>Reads the document that a client's id is the address of (OAuth Client ID Metadata Document §4).</summary>
    /// <exception cref="Refused">Something is wrong with it.</exception>
    /// <exception cref="JsonException">It is no JSON, or not unambiguous.</exception>
    public static RegisterClient ReadDocument(string id, string text)
    {
        using var document = JsonDocument.Parse(text, Unambiguous);
        var metadata = document.RootElement;
        if (metadata.ValueKind != JsonValueKind.Object || Text(metadata, "client_id") != id) throw Invalid("its client_id is not the address it lies at.");
        if (metadata.TryGetProperty("client_secret", out _) || metadata.TryGetProperty("client_secret_expires_at", out _))
            throw Invalid("it holds a client_secret, which everybody can read.");
        return Read(metadata, PublicMethods, ClientAuthentication.None);
    }

    private static string[] Redirects(JsonElement metadata, bool isNeeded)
    {
        var uris = Strings(metadata, "redirect_uris") ?? [];
        if (uris.Length > MaxRedirectUris || (isNeeded && uris.Length == 0)) throw new Refused("invalid_redirect_uri", $"redirect_uris must have 1 to {MaxRedirectUris} URIs.");
        foreach (var uri in uris)
            if (RedirectUris.Problem(uri) is { } problem) throw new Refused("invalid_redirect_uri", $"The redirect URI '{uri}' {problem}.");
        return uris;
    }

    private static string[] Grants(JsonElement metadata)
    {
        var wanted = Strings(metadata, "grant_types") ?? [.. GrantTypes.Usual];
        var granted = wanted.Intersect(GrantTypes.Open).ToArray();
        return granted.Any(grant => grant != GrantTypes.RefreshToken) ? granted : throw Invalid($"grant_types must include one of: {string.Join(", ", GrantTypes.Open.Where(grant => grant != GrantTypes.RefreshToken))}.");
    }

    private static string? Keys(JsonElement metadata)
    {
        if (!metadata.TryGetProperty("jwks", out var set)) return null;
        return JsonWebKeys.TryRead(set, out _) ? set.GetRawText() : throw Invalid("jwks must be a JWK set with at least one public RSA or P-256 key, and no private one.");
    }

    private static string KeysUri(JsonElement metadata) => ClientDocumentUri.TryParse(Text(metadata, "jwks_uri"), out var uri)
        ? uri.AbsoluteUri
        : throw Invalid("private_key_jwt takes jwks, or a jwks_uri that is an https address.");

    private static string? Name(JsonElement metadata)
    {
        if (Text(metadata, "client_name")?.Trim() is not { Length: > 0 } name) return null;
        if (name.Length > MaxName || name.EnumerateRunes().Any(IsInvisible))
            throw Invalid($"client_name must have at most {MaxName} characters, none of them invisible.");
        return name;
    }

    private static string? HomePage(JsonElement metadata)
    {
        if (Text(metadata, "client_uri") is not { Length: > 0 } uri) return null;
        return uri.Length <= 2000 && Uri.TryCreate(uri, UriKind.Absolute, out var parsed) && parsed.Scheme is "https" or "http"
            ? uri
            : throw Invalid("client_uri must be a web address.");
    }

    private static string? OneOf(JsonElement metadata, string name, IReadOnlyList<string> known)
    {
        var value = Text(metadata, name);
        return value is null || known.Contains(value) ? value : throw Invalid($"{name} must be one of: {string.Join(", ", known)}.");
    }

    private static string? Text(JsonElement metadata, string name) => !metadata.TryGetProperty(name, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw Invalid($"{name} must be a string."),
    };

    private static string[]? Strings(JsonElement metadata, string name)
    {
        if (!metadata.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Invalid($"{name} must be an array of strings.");
        return value.EnumerateArray().Select(item => item.GetString()!).ToArray();
    }

    /// <summary>Control, formatting and private-use characters can make one name look like another.</summary>
    private static bool IsInvisible(System.Text.Rune rune) => System.Text.Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static Refused Invalid(string description) => new("invalid_client_metadata", description);

    /// <summary>A registration that cannot be had, with an error of RFC 7591 §3.2.2.</summary>
    internal sealed class Refused(string error, string description) : Exception(description)
    {
        public string Error { get; } = error;
    }
}
