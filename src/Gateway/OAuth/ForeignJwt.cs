using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Actors.Outbound;

namespace Actors.Gateway.OAuth;

/// <summary>A JWT that somebody else signed (RFC 7519), in compact form, with RS256, PS256 or ES256. Only to be believed after <see cref="IsSignedBy"/>.</summary>
internal sealed class ForeignJwt
{
    /// <summary>What it may be signed with.</summary>
    public static readonly IReadOnlyList<string> Algorithms = new[] { "RS256", "PS256", "ES256" };

    private const int MaxLength = 16 * 1024;

    private readonly JsonElement header;
    private readonly JsonElement claims;
    private readonly byte[] signed;
    private readonly byte[] signature;

    private ForeignJwt(JsonElement header, JsonElement claims, byte[] signed, byte[] signature) =>
        (this.header, this.claims, this.signed, this.signature) = (header, claims, signed, signature);

    /// <summary>The header's <c>typ</c>.</summary>
    public string? Type => Text(header, "typ");

    /// <summary>Takes the text apart; false where it has not the form.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ForeignJwt? jwt)
    {
        jwt = null;
        if (text is not { Length: > 0 and <= MaxLength } || text.Split('.') is not [var head, var body, var tail]) return false;
        try
        {
            var headers = Json(head);
            if (headers.TryGetProperty("crit", out _) || Text(headers, "alg") is not { } algorithm || !Algorithms.Contains(algorithm)) return false;
            jwt = new ForeignJwt(headers, Json(body), Encoding.ASCII.GetBytes($"{head}.{body}"), Base64Url.DecodeFromChars(tail));
            return true;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException)
        {
            return false;
        }
    }

    public bool IsSignedBy(JsonWebKeys keys) => keys.Verify(Text(header, "alg")!, Text(header, "kid"), signed, signature);

    /// <summary>A claim's text, or null where it is absent or something else.</summary>
    public string? Claim(string name) => Text(claims, name);

    /// <summary>A claim that is true, as a boolean or in words, as some providers write it.</summary>
    public bool IsTrue(string name) => claims.TryGetProperty(name, out var value) && (value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && value.ValueEquals("true")));

    /// <summary>A claim's time (RFC 7519 §2, NumericDate).</summary>
    public DateTimeOffset? Time(string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var seconds) && Math.Abs(seconds) < 1e11
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null;

    /// <summary>Whether it is for <paramref name="audience"/>, alone or among others.</summary>
    public bool IsFor(string audience) => claims.TryGetProperty("aud", out var value) && value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(audience),
        JsonValueKind.Array => value.EnumerateArray().Any(one => one.ValueKind == JsonValueKind.String && one.ValueEquals(audience)),
        _ => false,
    };

    /// <summary>Whether it is good at this time, and good for no longer than <paramref name="longest"/>.</summary>
    public bool IsTimely(DateTimeOffset now, TimeSpan longest)
    {
        var skew = TimeSpan.FromSeconds(30);
        return Time("exp") is { } ends && ends > now - skew && ends <= now + longest + skew
            && !(Time("nbf") > now + skew) && !(Time("iat") > now + skew);
    }

    /// <summary>What the token is known by among all its issuer's: <c>jti</c>, or the signature.</summary>
    public string Identity => Claim("jti") ?? Convert.ToHexStringLower(signature);

    private static JsonElement Json(string part)
    {
        var bytes = Base64Url.DecodeFromChars(part);
        if (!JsonText.IsText(bytes)) throw new FormatException("The JSON holds what is no text.");
        using var document = JsonDocument.Parse(bytes, new JsonDocumentOptions { AllowDuplicateProperties = false });
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new FormatException("This is no JSON object.");
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
