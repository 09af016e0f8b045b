using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Actors.Grains.Infrastructure.Secrets;

/// <summary>
/// The master keys of this process, from <c>Actors:MasterKey</c> or the file that <c>Actors:MasterKeyFile</c> names: each 32
/// bytes in base64, the one that wraps first, behind it earlier ones that still unwrap. The file is read again when it has
/// changed, so a master key is replaced while the process serves. In development a missing file is made; anywhere else a
/// missing key stops the start.
/// </summary>
public sealed class MasterKeys
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly char[] Between = [' ', ',', '\n', '\r', '\t'];

    private readonly string? file;
    private readonly Lock reading = new();
    private volatile IReadOnlyList<MasterKey> keys;
    private DateTime written;
    private long looked;

    private MasterKeys(IReadOnlyList<MasterKey> keys, string? file)
    {
        (this.keys, this.file) = (keys, file);
        if (file is not null) (written, looked) = (File.GetLastWriteTimeUtc(file), Environment.TickCount64);
    }

    /// <summary>The key that wraps what is new.</summary>
    public MasterKey Current
    {
        get
        {
            if (Environment.TickCount64 - Volatile.Read(ref looked) >= LookAgain.TotalMilliseconds) Reread();
            return keys[0];
        }
    }

    /// <summary>All keys this process can unwrap with, the current one first.</summary>
    public IReadOnlyList<MasterKey> All => keys;

    /// <summary>The key of this id.</summary>
    /// <exception cref="InvalidOperationException">This process does not have it.</exception>
    public MasterKey Find(string id, string what)
    {
        if (Known(id) is { } known) return known;
        Reread();
        return Known(id) ?? throw new InvalidOperationException(
            $"{what} was sealed with master key {id}, but this process has {string.Join(", ", keys.Select(key => key.Id))}. "
            + "Put the missing key behind the first one in Actors:MasterKey or the file of Actors:MasterKeyFile.");
    }

    /// <summary>Reads the configured keys.</summary>
    /// <exception cref="InvalidOperationException">There is none, or one is not 32 bytes in base64.</exception>
    public static MasterKeys Load(IConfiguration configuration, IHostEnvironment environment)
    {
        if (configuration["Actors:MasterKey"] is { Length: > 0 } text) return new MasterKeys(Parse(text, "Actors:MasterKey"), file: null);
        if (configuration["Actors:MasterKeyFile"] is not { Length: > 0 } file)
            throw new InvalidOperationException(
                "There is no master key. Set Actors:MasterKey to 32 random bytes in base64 ('openssl rand -base64 32'), or Actors:MasterKeyFile to a file that holds them.");
        if (!File.Exists(file) && environment.IsDevelopment()) Create(file);
        if (!File.Exists(file))
            throw new InvalidOperationException(
                $"Actors:MasterKeyFile names {file}, which does not exist. Restore the file; if there is no data yet, make one with 'openssl rand -base64 32'.");
        return new MasterKeys(Parse(File.ReadAllText(file), file), file);
    }

    private MasterKey? Known(string id) => keys.FirstOrDefault(key => key.Id == id);

    /// <summary>Takes what the file holds now. One that is away, or half written, leaves the keys as they were: it is looked at again.</summary>
    private void Reread()
    {
        if (file is null) return;
        lock (reading)
        {
            Volatile.Write(ref looked, Environment.TickCount64);
            if (!File.Exists(file) || File.GetLastWriteTimeUtc(file) is var now && now == written) return;
            if (TryParse(File.ReadAllText(file)) is { } read) (keys, written) = (read, now);
        }
    }

    private static MasterKey[] Parse(string text, string source) => TryParse(text)
        ?? throw new InvalidOperationException($"{source} does not hold a master key: each key in it must be {MasterKey.Size} bytes in base64.");

    private static MasterKey[]? TryParse(string text)
    {
        var texts = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        var read = texts.Select(MasterKey.Parse).OfType<MasterKey>().ToArray();
        return read.Length > 0 && read.Length == texts.Length ? read : null;
    }

    private static void Create(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.WriteLine(MasterKey.NewText());
    }
}
