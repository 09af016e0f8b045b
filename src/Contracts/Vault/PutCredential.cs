using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.Vault;

/// <summary>A credential to store.</summary>
[GenerateSerializer, Immutable, Alias("vault.PutCredential")]
public sealed record PutCredential
{
    /// <summary>The service it is good for: lower-case letters, digits, dots and hyphens, such as strava or api.example.com.</summary>
    [Id(0), RegularExpression("^[a-z0-9]+([.-][a-z0-9]+)*$"), StringLength(64, MinimumLength = 1)]
    public required string Provider { get; init; }

    /// <summary>Tells several credentials of one provider apart: lower-case letters, digits, dots and hyphens; default when left out.</summary>
    [Id(1), RegularExpression("^[a-z0-9]+([.-][a-z0-9]+)*$"), StringLength(64, MinimumLength = 1)]
    public string? Name { get; init; }

    /// <summary>The API key, password or access token.</summary>
    [Id(2), StringLength(8192, MinimumLength = 1)] public required string Secret { get; init; }

    /// <summary>The refresh token that belongs to it, if there is one.</summary>
    [Id(3), StringLength(8192, MinimumLength = 1)] public string? RefreshToken { get; init; }

    /// <summary>The account it belongs to there, to show.</summary>
    [Id(4), StringLength(200, MinimumLength = 1)] public string? Account { get; init; }

    /// <summary>When the secret ends, in UTC.</summary>
    [Id(5)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Says what it is without saying the secrets: records are printed into logs.</summary>
    public override string ToString() => $"{nameof(PutCredential)} {Provider}/{Name}";
}
