using System.Text.Json;
using Actors.Contracts;

namespace Actors.Gateway.Authentication;

/// <summary>The claims of an access token whose signature was found good (RFC 9068 §2.2).</summary>
internal sealed record AccessToken
{
    /// <summary>The key it is signed with.</summary>
    public required string KeyId { get; init; }

    public required string Issuer { get; init; }
    public required string Audience { get; init; }
    public required string Tenant { get; init; }

    /// <summary>On whose behalf, or null where the client acts for itself.</summary>
    public required string? User { get; init; }

    public required string Client { get; init; }
    public required string[] Scopes { get; init; }

    /// <summary>The key of the token family the token belongs to; of a client that acts for itself, its id stands in the family's place.</summary>
    public required string Family { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Reads the claims; null where one is missing or of the wrong type.</summary>
    public static AccessToken? Read(string keyId, ReadOnlyMemory<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            var claims = document.RootElement;
            string Text(string name) => claims.GetProperty(name).GetString() ?? throw new FormatException(name);
            DateTimeOffset Time(string name) => DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty(name).GetInt64());
            return new AccessToken
            {
                KeyId = keyId,
                Issuer = Text("iss"),
                Audience = Text("aud"),
                Tenant = Text("tenant"),
                User = Text("sub") is var subject && subject == Text("client_id") ? null : subject,
                Client = Text("client_id"),
                Scopes = Text("scope").Split(' ', StringSplitOptions.RemoveEmptyEntries),
                Family = GrainKeys.TokenFamily(Text("tenant"), Text("sid")),
                IssuedAt = Time("iat"),
                ExpiresAt = Time("exp"),
            };
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
