using System.Buffers.Text;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Benchmarks.Tokens;

/// <summary>Stands in for the grains that the check of a token asks: the signing keys, and a token's family. Both answer at once.</summary>
public class StandIn : DispatchProxy
{
    private const string KeyId = "key-1";
    private static readonly string[] Scopes = ["fitness:read", "fitness:write", "tenant:read", "agents:read", "agents:send", "offline_access"];

    private RSA key = null!;

    public static IGrainFactory Factory(RSA key) => (IGrainFactory)Of(typeof(IGrainFactory), key);

    /// <summary>An access token as this server issues it, of a family of its own.</summary>
    public static string Token(RSA key, string issuer)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var signed = $"{Part(new { alg = "RS256", typ = "at+jwt", kid = KeyId })}.{Part(new
        {
            iss = issuer, aud = $"{issuer}/mcp", sub = $"{Guid.NewGuid():n}", client_id = $"{Guid.NewGuid():n}", tenant = "demo",
            scope = string.Join(' ', Scopes), sid = $"{Guid.NewGuid():n}", jti = $"{Guid.NewGuid():n}", iat = now, exp = now + 3600,
        })}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IGrainFactory.GetGrain) => Of(targetMethod.GetGenericArguments()[0], key),
        nameof(ISigningKeysGrain.PublicKeys) => Task.FromResult<IReadOnlyList<PublicSigningKey>>([Public()]),
        nameof(ITokenFamilyGrain.Standing) => Task.FromResult<Standing?>(new() { Role = Role.Member }),
        var other => throw new NotSupportedException(other),
    };

    private static object Of(Type type, RSA key)
    {
        var made = Create(type, typeof(StandIn));
        ((StandIn)made).key = key;
        return made;
    }

    private PublicSigningKey Public()
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return new() { KeyId = KeyId, Modulus = Base64Url.EncodeToString(numbers.Modulus), Exponent = Base64Url.EncodeToString(numbers.Exponent) };
    }

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
