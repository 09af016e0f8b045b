using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using Actors.Contracts;
using Actors.Contracts.OAuth;

namespace Actors.Gateway.Authentication;

/// <summary>
/// The public keys that access tokens verify with, as the gateway remembers them for two seconds: a key that was removed is
/// unknown then. One it does not know makes it ask again, once a second at most, however many forged tokens come in.
/// </summary>
internal sealed class VerificationKeys(IGrainFactory grains, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Memory = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim asking = new(1);
    private volatile Snapshot latest = new([], FrozenDictionary<string, RSA>.Empty, AskedAt: 0);

    /// <summary>The key with this id, or null.</summary>
    public ValueTask<RSA?> Find(string keyId, CancellationToken cancellation) =>
        IsYoungerThan(Memory) && latest.ById.TryGetValue(keyId, out var known) ? new(known) : FindAfresh(keyId, cancellation);

    private async ValueTask<RSA?> FindAfresh(string keyId, CancellationToken cancellation) => (await Fresh(cancellation)).ById.GetValueOrDefault(keyId);

    /// <summary>All keys, at most a second old.</summary>
    public async ValueTask<IReadOnlyList<PublicSigningKey>> All(CancellationToken cancellation) => (await Fresh(cancellation)).Keys;

    public void Dispose() => asking.Dispose();

    private async ValueTask<Snapshot> Fresh(CancellationToken cancellation)
    {
        if (IsFresh) return latest;
        await asking.WaitAsync(cancellation);
        try
        {
            return IsFresh ? latest : latest = await Ask(cancellation);
        }
        finally
        {
            asking.Release();
        }
    }

    private bool IsFresh => IsYoungerThan(Pause);

    private bool IsYoungerThan(TimeSpan age) => latest.AskedAt is not 0 and var askedAt && time.GetElapsedTime(askedAt) < age;

    private async Task<Snapshot> Ask(CancellationToken cancellation)
    {
        var askedAt = time.GetTimestamp();
        using var _ = Caller.Platform("signing-keys").Enter();
        var keys = await grains.GetGrain<ISigningKeysGrain>(GrainKeys.SigningKeys).PublicKeys(cancellation);
        var known = latest.ById;
        return new Snapshot(keys, keys.ToFrozenDictionary(key => key.KeyId, key => known.GetValueOrDefault(key.KeyId) ?? Import(key)), askedAt);
    }

    private static RSA Import(PublicSigningKey key) => RSA.Create(new RSAParameters
    {
        Modulus = Base64Url.DecodeFromChars(key.Modulus), Exponent = Base64Url.DecodeFromChars(key.Exponent),
    });

    private sealed record Snapshot(IReadOnlyList<PublicSigningKey> Keys, FrozenDictionary<string, RSA> ById, long AskedAt);
}
