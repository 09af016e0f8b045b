using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>Writes access tokens (RFC 9068) as compact JWS (RFC 7515 §3.1), signed with RS256.</summary>
internal sealed class JwtSigner(RSA key, string keyId)
{
    // The type at+jwt is to be found as it is written.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string header = Encode(json =>
    {
        json.WriteString("alg", "RS256");
        json.WriteString("typ", "at+jwt");
        json.WriteString("kid", keyId);
    });

    public string Sign(AccessTokenClaims claims, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        var grant = claims.Grant;
        var payload = Encode(json =>
        {
            json.WriteString("iss", claims.Issuer);
            json.WriteString("sub", grant.User.User);
            json.WriteString("aud", grant.Resource);
            json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
            json.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
            json.WriteNumber("auth_time", grant.SignedInAt.ToUnixTimeSeconds());
            json.WriteString("jti", SecretText.NewId());
            json.WriteString("client_id", grant.Client);
            json.WriteString("scope", string.Join(' ', grant.Scopes));
            json.WriteString("tenant", grant.User.Tenant);
            json.WriteString("sid", grant.Family);
        });
        var signed = $"{header}.{payload}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private static string Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Base64Url.EncodeToString(buffer.WrittenSpan);
    }
}
