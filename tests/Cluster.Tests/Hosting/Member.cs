using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Actors.Cluster.Tests.Hosting;

/// <summary>One process of a cluster, a silo or a gateway.</summary>
internal sealed class Member : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly Process process;
    private readonly string log;

    public Member(string program, Uri url, string log, IReadOnlyDictionary<string, string> settings)
    {
        (Program, Url, this.log) = (program, url, log);
        File.WriteAllText(log, "");
        // The shell gives its place to the program, which so keeps the process id.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" --urls \"$1\" >>\"$2\" 2>&1", program, url.ToString(), log]);
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
    }

    /// <summary>What it runs.</summary>
    public string Program { get; }

    public Uri Url { get; }

    /// <summary>Where other silos reach it; 0 of a gateway.</summary>
    public int SiloPort { get; set; }

    public bool IsRunning => !process.HasExited;

    /// <summary>All that it has logged.</summary>
    public string Log => File.ReadAllText(log);

    /// <summary><c>kill -9</c>.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public Task Freeze() => Signal("STOP");

    public Task Thaw() => Signal("CONT");

    /// <summary>Asks it to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Drain(CancellationToken cancellation)
    {
        await Signal("TERM");
        return await Exit(cancellation);
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Exit(CancellationToken cancellation)
    {
        await process.WaitForExitAsync(cancellation);
        return process.ExitCode;
    }

    /// <summary>Waits until it says that it can serve.</summary>
    public async Task Ready(CancellationToken cancellation)
    {
        while (await Get("/readyz", cancellation) != HttpStatusCode.OK)
        {
            if (!IsRunning) throw new InvalidOperationException($"{log} ended before it was ready: {Log}");
            await Task.Delay(50, cancellation);
        }
    }

    /// <summary>Waits until it has logged this.</summary>
    public async Task Says(string text, CancellationToken cancellation)
    {
        while (!Log.Contains(text, StringComparison.Ordinal)) await Task.Delay(50, cancellation);
    }

    /// <summary>The status of a page; null while nobody answers.</summary>
    public async Task<HttpStatusCode?> Get(string path, CancellationToken cancellation)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Url, path), cancellation);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning) Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
