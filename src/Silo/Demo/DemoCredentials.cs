using System.Text.Json;

namespace Actors.Silo.Demo;

/// <summary>What a newcomer needs to try everything. Lies in a file that only its owner can read.</summary>
internal sealed record DemoCredentials
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string Url { get; init; }

    public required string Tenant { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }

    public required string ApiKey { get; init; }

    public static async Task<DemoCredentials?> Read(string file, CancellationToken cancellation)
    {
        if (!File.Exists(file))
            return null;
        await using var stream = File.OpenRead(file);
        return await JsonSerializer.DeserializeAsync<DemoCredentials>(stream, Json, cancellation);
    }

    /// <summary>Writes the file whole or not at all.</summary>
    public async Task Write(string file, CancellationToken cancellation)
    {
        var unfinished = file + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using (var stream = new FileStream(unfinished, options))
            await JsonSerializer.SerializeAsync(stream, this, Json, cancellation);
        File.Move(unfinished, file, overwrite: true);
    }
}
