using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>A real MCP client from npm in a process of its own, saying in JSON lines what it sees.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private readonly Process process;

    private ForeignClient(Process process) => this.process = process;

    /// <summary>Starts <paramref name="script"/> against <paramref name="mcp"/>; <paramref name="memory"/> is the file it keeps its tokens in.</summary>
    public static ForeignClient Start(string script, Uri mcp, string memory, object?[][] calls, params string[] more)
    {
        var start = new ProcessStartInfo("node") { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] arguments = [script, mcp.ToString(), memory, JsonSerializer.Serialize(calls), .. more];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return new(Process.Start(start)!);
    }

    /// <summary>What it says, until it ends; its complaints become the exception when it ends badly.</summary>
    public async IAsyncEnumerable<JsonElement> Says([EnumeratorCancellation] CancellationToken cancellation)
    {
        var complaints = process.StandardError.ReadToEndAsync(cancellation);
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
            yield return JsonSerializer.Deserialize<JsonElement>(line);
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The client ended with {process.ExitCode}: {await complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "clients");
}
