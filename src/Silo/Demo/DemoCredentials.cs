using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Silo.Demo;

/// <summary>What a newcomer needs to try everything. Lies in a file that only its owner can read.</summary>
internal sealed record DemoCredentials
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Url { get; init; }

    public required string Tenant { get; init; }

    public required string Email { get; init; }

    public required string Password { get; init; }

    public required string ApiKey { get; init; }

    /// <summary>Who runs the platform; null in a file from before there were operators.</summary>
    public Account? Operator { get; init; }

    /// <summary>More people with an API key each, where <c>Actors:DemoPeople</c> asks for them: for load tests.</summary>
    public IReadOnlyList<Person>? People { get; init; }

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

    /// <summary>Someone who signs in, and has a key too.</summary>
    public sealed record Account(string Email, string Password, string ApiKey);

    /// <summary>Someone who only ever calls with a key.</summary>
    public sealed record Person(string Email, string ApiKey);
}
