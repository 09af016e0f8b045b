using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Actors.Contracts.OAuth;
using Actors.Grains.Audit;
using Actors.Grains.Infrastructure;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.OAuth;

/// <inheritdoc cref="ISigningKeysGrain"/>
public sealed class SigningKeysGrain([PersistentState("signing_keys")] IPersistentState<SigningKeysState> state, SecretBox box, AuditNotes notes, TimeProvider time)
    : Grain, ISigningKeysGrain
{
    private const int KeySize = 2048;

    private readonly Dictionary<string, JwtSigner> signers = [];
    private Task changed = Task.CompletedTask;

    private ImmutableList<StoredSigningKey> Keys => state.State.Keys;

    /// <inheritdoc />
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (Keys.IsEmpty) await state.Save(state.State with { Keys = [await NewKey(default)] }, this);
        await Signer(Keys.Signing(time.GetUtcNow()));
    }

    /// <inheritdoc />
    public Task<SignedToken> Sign(AccessTokenClaims claims, CancellationToken cancellation) => Token((signer, at, end) => signer.Sign(claims, at, end), cancellation);

    /// <inheritdoc />
    public async Task<SignedToken> SignForClient(ClientTokenClaims claims, CancellationToken cancellation)
    {
        var signed = await Token((signer, at, end) => signer.Sign(claims, at, end), cancellation);
        await notes.Note(AuditNotes.Of(claims.Tenant, claims.Client), "issue_token", $"client/{claims.Client}", AuditNotes.Done);
        return signed;
    }

    /// <inheritdoc />
    public Task<DocumentSignature> SignDocument(DocumentToSign document, CancellationToken cancellation) => Sign(signer => signer.Sign(document), time.GetUtcNow(), cancellation);

    /// <inheritdoc />
    public Task<IReadOnlyList<PublicSigningKey>> PublicKeys(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var signing = Keys.Signing(now);
        return Task.FromResult<IReadOnlyList<PublicSigningKey>>(Keys.Living(now).OrderByDescending(key => key == signing).Select(key => key.Public).ToArray());
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<SigningKey>> List(CancellationToken cancellation) => Task.FromResult<IReadOnlyList<SigningKey>>(Keys
        .Living(time.GetUtcNow())
        .Select(key => new SigningKey
        {
            KeyId = key.Public.KeyId, CreatedAt = key.CreatedAt, SignsFrom = key.SignsFrom > key.CreatedAt ? key.SignsFrom : key.CreatedAt, EndsAt = Keys.EndOf(key),
        })
        .ToArray());

    /// <inheritdoc />
    public Task Rotate(CancellationToken cancellation) => Change(async keys =>
        keys.HasNext(time.GetUtcNow()) ? keys : keys.Insert(0, await NewKey(time.GetUtcNow() + Lifetimes.SigningKeyLead)));

    /// <inheritdoc />
    public async Task<bool> Remove(string keyId, CancellationToken cancellation)
    {
        var found = false;
        await Change(async keys =>
        {
            var left = keys.RemoveAll(key => key.Public.KeyId == keyId);
            found = left.Count < keys.Count;
            return !found || left.Exists(key => key.SignsFrom <= time.GetUtcNow()) ? left : left.Add(await NewKey(time.GetUtcNow()));
        });
        if (signers.Remove(keyId, out var signer)) signer.Dispose();
        return found;
    }

    /// <inheritdoc />
    public Task Reseal(CancellationToken cancellation) => Change(async keys =>
    {
        for (var i = 0; i < keys.Count; i++)
            if (await box.Reseal(keys[i].SealedPrivate, Place(keys[i].Public.KeyId)) is { } resealed) keys = keys.SetItem(i, keys[i] with { SealedPrivate = resealed });
        return keys;
    });

    /// <summary>Signing goes on beside changes, so they wait for each other. What has ended is destroyed with each.</summary>
    private Task Change(Func<ImmutableList<StoredSigningKey>, Task<ImmutableList<StoredSigningKey>>> change) => changed = ChangeAfter(changed, change);

    private async Task ChangeAfter(Task before, Func<ImmutableList<StoredSigningKey>, Task<ImmutableList<StoredSigningKey>>> change)
    {
        await Task.WhenAny(before);
        var keys = await change(Keys.Living(time.GetUtcNow()));
        if (keys != Keys) await state.Save(state.State with { Keys = keys }, this);
    }

    /// <summary>The clock of the schedule is the signing itself: where nothing is signed, no key wears out.</summary>
    private Task Tend(DateTimeOffset now)
    {
        if (Keys.IsDue(now)) return Rotate(CancellationToken.None);
        return Keys.Living(now) == Keys ? Task.CompletedTask : Change(Task.FromResult);
    }

    private async ValueTask<JwtSigner> Signer(StoredSigningKey stored)
    {
        if (signers.TryGetValue(stored.Public.KeyId, out var known)) return known;
        var key = RSA.Create();
        key.ImportPkcs8PrivateKey(await box.Open(stored.SealedPrivate, Place(stored.Public.KeyId)), out _);
        return signers[stored.Public.KeyId] = new JwtSigner(key, stored.Public.KeyId);
    }

    private async Task<SignedToken> Token(Func<JwtSigner, DateTimeOffset, DateTimeOffset, string> sign, CancellationToken cancellation)
    {
        var issuedAt = time.GetUtcNow();
        var token = await Sign(signer => sign(signer, issuedAt, issuedAt + Lifetimes.AccessToken), issuedAt, cancellation);
        return new SignedToken { Token = token, ExpiresIn = (int)Lifetimes.AccessToken.TotalSeconds };
    }

    private async Task<T> Sign<T>(Func<JwtSigner, T> sign, DateTimeOffset now, CancellationToken cancellation)
    {
        await Tend(now);
        var signer = await Signer(Keys.Signing(now));
        return await Task.Run(() => sign(signer), cancellation);
    }

    private async Task<StoredSigningKey> NewKey(DateTimeOffset signsFrom)
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
            SignsFrom = signsFrom,
        };
    }

    private SecretPlace Place(string keyId) => SecretPlace.Of(this.GetPrimaryKeyString(), keyId);

    /// <summary>RFC 7638 §3.</summary>
    private static string Thumbprint(string modulus, string exponent) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"e":"{{exponent}}","kty":"RSA","n":"{{modulus}}"}""")));
}
