using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>
/// A refresh token taken apart: <c>rt_{tenant}.{family}.{generation}.{secret}</c>. The text says which grain to ask;
/// the secret is what that grain checks.
/// </summary>
[GenerateSerializer, Immutable, Alias("oauth.RefreshToken")]
public sealed record RefreshToken
{
    private const string Prefix = "rt_";

    /// <summary>The tenant of the family.</summary>
    [Id(0)] public required string Tenant { get; init; }

    /// <summary>The family's id.</summary>
    [Id(1)] public required string Family { get; init; }

    /// <summary>How many tokens of the family came before.</summary>
    [Id(2)] public required int Generation { get; init; }

    /// <summary>What only the holder knows: 256 bits in base64url.</summary>
    [Id(3)] public required string Secret { get; init; }

    /// <summary>The token as clients hold it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Tenant}.{Family}.{Generation}.{Secret}");

    /// <summary>Takes a token apart; false where the text does not have the form of one.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out RefreshToken? token)
    {
        token = null;
        if (text is null || text.Length > 200 || !text.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        if (text[Prefix.Length..].Split('.') is not [var tenant, var family, var number, var secret]) return false;
        if (!GrainKeys.IsTenantId(tenant) || !SecretText.IsId(family) || !SecretText.IsSecret(secret)) return false;
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation)) return false;
        token = new RefreshToken { Tenant = tenant, Family = family, Generation = generation, Secret = secret };
        return true;
    }
}
