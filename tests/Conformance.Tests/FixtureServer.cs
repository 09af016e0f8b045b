using System.Diagnostics;
using System.Text.Json;
using Actors.EndToEnd.Tests;
using Actors.TestKit;

namespace Actors.Conformance.Tests;

/// <summary>A conformance server in a process of its own, and what the MCP project's tool found when it looked at it.</summary>
public sealed class FixtureServer : IAsyncLifetime
{
    private static readonly TimeSpan Bound = TimeSpan.FromMinutes(3);

    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("actors-").FullName;
    private readonly Dictionary<string, Task<IReadOnlyDictionary<string, Scenario>>> found = [];
    private readonly CancellationTokenSource bound = new(Bound);
    private Process? process;

    public Uri Url { get; } = new($"http://127.0.0.1:{LoopbackPort.Next()}");

    /// <summary>What came of a scenario on the wire of a revision.</summary>
    public async Task<Scenario> Found(string revision, string scenario)
    {
        if (!found.TryGetValue(revision, out var running)) found[revision] = running = Examine(revision, bound.Token);
        return (await running).TryGetValue(scenario, out var seen) ? seen : throw new InvalidOperationException($"The tool did not run {scenario} for {revision}.");
    }

    public async Task InitializeAsync()
    {
        await database.InitializeAsync();
        process = Launch(Url.ToString(), "Development");
        await Ready(bound.Token);
    }

    public async Task DisposeAsync()
    {
        if (process is not null)
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
        bound.Dispose();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Ends the process as <c>kill -9</c> does and starts it again, with these settings.</summary>
    public async Task KillAndRestart(params (string Name, string Value)[] settings)
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = Launch(Url.ToString(), "Development", settings);
        using var http = new HttpClient();
        while (!await IsReady()) await Task.Delay(50, bound.Token);

        async Task<bool> IsReady()
        {
            try
            {
                return (await http.GetAsync(new Uri(Url, "/readyz"), bound.Token)).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        }
    }

    /// <summary>Asks the database, behind the server's back, for one number.</summary>
    public async Task<long> Count(string sql)
    {
        await using var command = database.Source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A client that is the demo person by itself, or with the operator's key the operator.</summary>
    public HttpClient Client(bool asOperator = false)
    {
        var http = new HttpClient { BaseAddress = Url };
        if (asOperator) http.DefaultRequestHeaders.Add("X-Api-Key", Demo().GetProperty("operator").GetProperty("apiKey").GetString());
        return http;
    }

    /// <summary>Starts the server on an address, in an environment.</summary>
    public Process Launch(string urls, string environment, params (string Name, string Value)[] settings)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "actors-conformance.dll");
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" --urls \"$1\" >>log 2>&1", program, urls]) { WorkingDirectory = folder };
        start.Environment["DATABASE_URL"] = database.Url;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = environment;
        start.Environment["Actors__MasterKeyFile"] = Path.Combine(folder, "master.key");
        start.Environment["Actors__DemoFile"] = Path.Combine(folder, "demo.json");
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public Task<string> Log() => File.ReadAllTextAsync(Path.Combine(folder, "log"));

    private JsonElement Demo() => JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Path.Combine(folder, "demo.json")));

    private async Task Ready(CancellationToken cancellation)
    {
        while (!File.Exists(Path.Combine(folder, "demo.json")))
        {
            if (process!.HasExited) throw new InvalidOperationException($"The server stopped: {await Log()}");
            await Task.Delay(50, cancellation);
        }
    }

    private async Task<IReadOnlyDictionary<string, Scenario>> Examine(string revision, CancellationToken cancellation)
    {
        var results = Path.Combine(folder, revision);
        await using var tool = ForeignClient.StartConformance("server", "--url", new Uri(Url, "/mcp").ToString(), "--requirements", revision, "-o", results);
        try
        {
            await foreach (var _ in tool.Prints(cancellation)) { }
        }
        catch (InvalidOperationException) when (Directory.Exists(results))
        {
            // The tool ends badly where it found something; what it found is in its files.
        }
        return Directory.GetDirectories(results).Select(Scenario.Read).ToDictionary(scenario => scenario.Name, StringComparer.Ordinal);
    }
}
