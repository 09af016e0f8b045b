using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts.OAuth;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="ISigningKeysGrain"/>
public sealed class SigningKeysGrain([PersistentState("signing_keys")] IPersistentState<SigningKeysState> state, SecretBox box, TimeProvider time)
    : Grain, ISigningKeysGrain
{
    private const int KeySize = 2048;

    private JwtSigner? signer;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.Keys.IsEmpty) await state.Save(state.State with { Keys = [await NewKey()] }, this);
        var current = state.State.Keys[0];
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(await box.Open(current.SealedPrivate, Place(current.Public.KeyId)), out _);
        signer = new JwtSigner(key, current.Public.KeyId);
    }

    /// <inheritdoc />
    public Task<SignedToken> Sign(AccessTokenClaims claims, CancellationToken cancellation) => Sign((signer, at, end) => signer.Sign(claims, at, end), cancellation);

    /// <inheritdoc />
    public Task<SignedToken> SignForClient(ClientTokenClaims claims, CancellationToken cancellation) =>
        Sign((signer, at, end) => signer.Sign(claims, at, end), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<PublicSigningKey>> PublicKeys(CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<PublicSigningKey>>(state.State.Keys.Select(key => key.Public).ToArray());

    /// <inheritdoc />
    public async Task Reseal(CancellationToken cancellation)
    {
        var keys = state.State.Keys;
        for (var i = 0; i < keys.Count; i++)
            if (await box.Reseal(keys[i].SealedPrivate, Place(keys[i].Public.KeyId)) is { } resealed) keys = keys.SetItem(i, keys[i] with { SealedPrivate = resealed });
        if (keys != state.State.Keys) await state.Save(state.State with { Keys = keys }, this);
    }

    private async Task<SignedToken> Sign(Func<JwtSigner, DateTimeOffset, DateTimeOffset, string> sign, CancellationToken cancellation)
    {
        var issuedAt = time.GetUtcNow();
        var token = await Task.Run(() => sign(signer!, issuedAt, issuedAt + Lifetimes.AccessToken), cancellation);
        return new SignedToken { Token = token, ExpiresIn = (int)Lifetimes.AccessToken.TotalSeconds };
    }

    private async Task<StoredSigningKey> NewKey()
    {
        using var key = await Task.Run(() => RSA.Create(KeySize));
        var numbers = key.ExportParameters(includePrivateParameters: false);
        var (modulus, exponent) = (Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
        var id = Thumbprint(modulus, exponent);
        return new StoredSigningKey
        {
            Public = new PublicSigningKey { KeyId = id, Modulus = modulus, Exponent = exponent },
            SealedPrivate = await box.Seal(key.ExportPkcs8PrivateKey(), Place(id)),
            CreatedAt = time.GetUtcNow(),
        };
    }

    private SecretPlace Place(string keyId) => SecretPlace.Of(this.GetPrimaryKeyString(), keyId);

    /// <summary>RFC 7638 §3.</summary>
    private static string Thumbprint(string modulus, string exponent) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{exponent}}","kty":"RSA","n":"{{modulus}}"}""")));
}
