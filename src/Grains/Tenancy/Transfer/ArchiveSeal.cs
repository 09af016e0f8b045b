using System.Security.Cryptography;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Tenancy;
using Actors.Contracts.Tools;
using Actors.Grains.Infrastructure.Secrets;

namespace Actors.Grains.Tenancy.Transfer;

/// <summary>
/// Marks a manifest, and by the digests in it the whole archive, as written by a backend with this master key: <c>x1.{id of the key}.{HMAC-SHA256}</c>.
/// The key of the mark is derived from the master key, and is good for nothing else.
/// </summary>
public sealed class ArchiveSeal(MasterKeys masters)
{
    private const string Form = "x1";

    /// <summary>The manifest with its seal.</summary>
    public ArchiveManifest Seal(ArchiveManifest manifest) => manifest with { Seal = $"{Form}.{masters.Current.Id}.{Convert.ToHexStringLower(Mac(masters.Current, manifest))}" };

    /// <summary>Holds a manifest against its seal.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/>.</exception>
    public void Demand(ArchiveManifest manifest)
    {
        if (manifest.Format != ArchiveManifest.CurrentFormat) throw Refused("This is no archive of an organisation.");
        if (manifest.Version != ArchiveManifest.CurrentVersion)
            throw Refused($"The archive has the form {manifest.Version}, and this version reads {ArchiveManifest.CurrentVersion}. Import it with the version that wrote it, or a later one.");
        if (manifest.Seal.Split('.') is not [Form, var id, var given]) throw Refused("The archive is not sealed.");
        if (masters.All.FirstOrDefault(key => key.Id == id) is not { } master)
            throw Refused($"The archive was sealed under the master key {id}, which this platform does not have. Put that key behind its own (docs/security.md) and try again.");
        if (!CryptographicOperations.FixedTimeEquals(Convert.FromHexString(IsHex(given) ? given : ""), Mac(master, manifest)))
            throw Refused("The archive was changed after it was exported.");
    }

    private static byte[] Mac(MasterKey master, ArchiveManifest manifest)
    {
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Bytes.ToArray(), HMACSHA256.HashSizeInBytes, info: "actors tenant archive"u8.ToArray());
        return HMACSHA256.HashData(key, JsonSerializer.SerializeToUtf8Bytes(manifest with { Seal = "" }, ToolJson.Results));
    }

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static ActorException Refused(string problem) => ActorException.InvalidArgument("archive", problem);
}
