using System.Diagnostics;
using System.Text.Json;
using Actors.TestKit;

namespace Actors.EndToEnd.Tests;

/// <summary>The published program in a process of its own, on a database and in a folder of its own.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Uri url;
    private readonly (string Name, string Value)[] settings;
    private Process process;

    private Server(TestDatabase database, string folder, Uri url, (string Name, string Value)[] settings)
    {
        (this.database, Folder, this.url, this.settings) = (database, folder, url, settings);
        LoopbackCertificate.Write(folder);
        process = Launch();
    }

    /// <summary>Where the server's files lie, and those of the test.</summary>
    public string Folder { get; }

    public Uri Mcp => new(Url("/mcp"));

    /// <summary>An address of this server; without a path, its issuer.</summary>
    public string Url(string path) => url.ToString().TrimEnd('/') + path;

    public Credentials Credentials { get; private set; } = null!;

    private string DemoFile => Path.Combine(Folder, "demo.json");

    /// <summary>Starts it, with further settings as environment variables; <c>OPEN_FILES</c> is how many file descriptors it may have.</summary>
    public static Task<Server> Start(CancellationToken cancellation, params (string Name, string Value)[] settings) => Start("", cancellation, settings);

    /// <summary>Starts it below a path of its address, such as <c>/actors</c>.</summary>
    public static async Task<Server> Start(string path, CancellationToken cancellation, params (string Name, string Value)[] settings)
    {
        var server = new Server(await TestDatabase.Create(), Directory.CreateTempSubdirectory("actors-").FullName, new($"http://127.0.0.1:{LoopbackPort.Next()}{path}"), settings);
        await server.Ready(cancellation);
        server.Credentials = JsonSerializer.Deserialize<Credentials>(await File.ReadAllTextAsync(server.DemoFile, cancellation), JsonSerializerOptions.Web)!;
        return server;
    }

    /// <summary>Ends the process as <c>kill -9</c> does and starts it again.</summary>
    public async Task KillAndRestart(CancellationToken cancellation)
    {
        await Kill(cancellation);
        process.Dispose();
        process = Launch();
        await Ready(cancellation);
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task Kill(CancellationToken cancellation)
    {
        process.Kill();
        await process.WaitForExitAsync(cancellation);
    }

    /// <summary>Asks the process to stop, as whoever runs it does, and waits until it has; the answer is its exit code.</summary>
    public async Task<int> Stop(CancellationToken cancellation)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        await database.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The program of every server.</summary>
    public static string Program => Environment.GetEnvironmentVariable("ACTORS_PROGRAM") ?? throw new InvalidOperationException("ACTORS_PROGRAM names no program; run ./test.");

    /// <summary>What a server on this database and folder is told by its environment.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["DATABASE_URL"] = database.Url,
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["Actors__PublicUrl"] = url.ToString(),
        ["Actors__MasterKeyFile"] = Path.Combine(Folder, "master.key"),
        ["Actors__DemoFile"] = DemoFile,
        ["Actors__OutboundNetworks__0"] = "127.0.0.1",
        ["Actors__OutboundCertificates"] = Path.Combine(Folder, "cert.pem"),
    };

    private Process Launch()
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "[ -z \"$OPEN_FILES\" ] || ulimit -n \"$OPEN_FILES\"; exec \"$0\" --urls \"$1\" >>\"$2\" 2>&1", Program, url.GetLeftPart(UriPartial.Authority), Path.Combine(Folder, "log")])
        {
            WorkingDirectory = Folder,
        };
        foreach (var (name, value) in Settings) start.Environment[name] = value;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    private async Task Ready(CancellationToken cancellation)
    {
        using var http = new HttpClient();
        while (!await IsReady() || !File.Exists(DemoFile))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The server stopped: {await File.ReadAllTextAsync(Path.Combine(Folder, "log"), cancellation)}");
            await Task.Delay(50, cancellation);
        }

        async Task<bool> IsReady()
        {
            try
            {
                return (await http.GetAsync(new Uri(url, "/readyz"), cancellation)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }
}
