using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>
/// The key under which every stored secret is sealed: 32 bytes in base64, from <c>Actors:MasterKey</c> or the file that
/// <c>Actors:MasterKeyFile</c> names. In development a missing file is made; anywhere else a missing key stops the start.
/// </summary>
public sealed class MasterKey
{
    /// <summary>Bytes of the key.</summary>
    public const int Size = 32;

    private readonly byte[] bytes;

    private MasterKey(byte[] bytes)
    {
        this.bytes = bytes;
        Id = Convert.ToHexStringLower(HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes, outputLength: 6, info: "actors master key id"u8.ToArray()));
    }

    /// <summary>Tells keys apart without telling anything about them; every sealed secret carries it.</summary>
    public string Id { get; }

    /// <summary>The key itself.</summary>
    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>Reads the configured key.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not 32 bytes in base64.</exception>
    public static MasterKey Load(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Actors:MasterKey"] is { Length: > 0 } text) return Parse(text, "Actors:MasterKey");
        if (configuration["Actors:MasterKeyFile"] is not { Length: > 0 } file)
            throw new InvalidOperationException(
                "There is no master key. Set Actors:MasterKey to 32 random bytes in base64 ('openssl rand -base64 32'), or Actors:MasterKeyFile to a file that holds them.");
        if (!File.Exists(file) && environment.IsDevelopment()) Create(file);
        if (!File.Exists(file))
            throw new InvalidOperationException(
                $"Actors:MasterKeyFile names {file}, which does not exist. Restore the file; if there is no data yet, make one with 'openssl rand -base64 32'.");
        return Parse(File.ReadAllText(file), file);
    }

    private static MasterKey Parse(string text, string source)
    {
        var key = new byte[Size];
        return Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Size
            ? new MasterKey(key)
            : throw new InvalidOperationException($"{source} does not hold a master key: it must be {Size} bytes in base64.");
    }

    private static void Create(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)));
    }
}
