using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Contracts.Identity;
using Actors.Contracts.OAuth;

namespace Actors.Grains.OAuth;

/// <summary>Signs with RS256: access tokens (RFC 9068) as compact JWS (RFC 7515 §3.1), and documents.</summary>
internal sealed class JwtSigner(RSA key, string keyId) : IDisposable
{
    // The type at+jwt is to be found as it is written.
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string header = Encode(json =>
    {
        json.WriteString("alg", "RS256");
        json.WriteString("typ", "at+jwt");
        json.WriteString("kid", keyId);
    });

    public void Dispose() => key.Dispose();

    public string Sign(AccessTokenClaims claims, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        var grant = claims.Grant;
        return Sign(json =>
        {
            WriteCommon(json, claims.Issuer, grant.Resource, issuedAt, expiresAt);
            json.WriteString("sub", grant.User.User);
            json.WriteNumber("auth_time", grant.SignedInAt.ToUnixTimeSeconds());
            json.WriteString("client_id", grant.Client);
            json.WriteString("scope", string.Join(' ', grant.Scopes));
            json.WriteString("tenant", grant.User.Tenant);
            json.WriteString("sid", grant.Family);
        });
    }

    /// <summary>A client that acts for itself is its own subject (RFC 9068 §2.2), and its own session too: it ends with the client.</summary>
    public string Sign(ClientTokenClaims claims, DateTimeOffset issuedAt, DateTimeOffset expiresAt) => Sign(json =>
    {
        WriteCommon(json, claims.Issuer, claims.Resource, issuedAt, expiresAt);
        json.WriteString("sub", claims.Client);
        json.WriteString("client_id", claims.Client);
        json.WriteString("scope", string.Join(' ', claims.Scopes));
        json.WriteString("tenant", claims.Tenant);
        json.WriteString("sid", claims.Client);
    });

    /// <summary>A signature that stands apart from what it signs; its type is none that a token has.</summary>
    public DocumentSignature Sign(DocumentToSign document)
    {
        var own = Encode(json =>
        {
            json.WriteString("alg", "RS256");
            json.WriteString("typ", "JOSE");
            json.WriteString("kid", keyId);
            json.WriteString("jku", document.KeySet);
        });
        return new() { Protected = own, Signature = Signature($"{own}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(document.Payload))}") };
    }

    private static void WriteCommon(Utf8JsonWriter json, string issuer, string audience, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        json.WriteString("iss", issuer);
        json.WriteString("aud", audience);
        json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
        json.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
        json.WriteString("jti", SecretText.NewId());
    }

    private string Sign(Action<Utf8JsonWriter> write)
    {
        var signed = $"{header}.{Encode(write)}";
        return $"{signed}.{Signature(signed)}";
    }

    private string Signature(string signed) =>
        Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

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
