using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Actors.TestKit;

/// <summary>A Postgres of one test class's own, started by the project's script, to be killed, frozen and started again.</summary>
public sealed class PrivatePostgres : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("actors-outage-");

    public static bool HasBinaries =>
        Directory.Exists("/usr/lib/postgresql")
        || Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(path => File.Exists(Path.Combine(path, "pg_ctl")));

    public string Url { get; private set; } = "";

    public Task InitializeAsync()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        return HasBinaries ? Start() : Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (HasBinaries)
            await Shell("kill -QUIT $(sed -n 1p postgres/data/postmaster.pid); sleep 0.5");
        folder.Delete(recursive: true);
    }

    public async Task Start() => Url = await Shell("postgres_start . >&2 && echo $DATABASE_URL");

    /// <summary>kill -9 of the server; its children go with it.</summary>
    public Task Kill() => End("KILL");

    /// <summary>An orderly stop that ends every session at once.</summary>
    public Task Stop() => End("INT");

    public Task Freeze() => Shell("pid=$(sed -n 1p postgres/data/postmaster.pid); kill -STOP $pid $(cat /proc/$pid/task/$pid/children)");

    public Task Thaw() => Shell("pid=$(sed -n 1p postgres/data/postmaster.pid); kill -CONT $pid $(cat /proc/$pid/task/$pid/children)");

    private async Task End(string signal)
    {
        await Shell($"kill -{signal} $(sed -n 1p postgres/data/postmaster.pid)");
        await WhileItAnswers();
    }

    private async Task WhileItAnswers()
    {
        var port = int.Parse(Url.Split(':')[^1].Split('/')[0], CultureInfo.InvariantCulture);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", port);
                await Task.Delay(50);
            }
            catch (SocketException)
            {
                return;
            }
        }
    }

    private async Task<string> Shell(string script)
    {
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.FullName,
            ArgumentList = { "-c", $". '{Scripts()}/common.sh'; . '{Scripts()}/postgres.sh'; {script}" },
        };
        start.Environment.Remove("DATABASE_URL");
        using var bash = Process.Start(start)!;
        var errors = bash.StandardError.ReadToEndAsync();
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        return bash.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{script} failed: {await errors}");
    }

    private static string Scripts([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../../scripts"));
}
