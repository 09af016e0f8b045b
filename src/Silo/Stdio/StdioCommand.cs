using System.Net;
using System.Net.Sockets;
using Actors.Silo.Demo;
using Actors.Silo.Operations;

namespace Actors.Silo.Stdio;

/// <summary>
/// <c>actors mcp --stdio</c>: an MCP server on standard input and output, for clients that start their servers. Speaks to the
/// server at <c>--url</c> with the key in <c>ACTORS_API_KEY</c>; without an address, this process is the server. Whatever is no
/// message of the protocol goes to standard error.
/// </summary>
internal sealed class StdioCommand
{
    private const string KeyVariable = "ACTORS_API_KEY";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Stream output = Console.OpenStandardOutput();

    private StdioCommand() => Console.SetOut(Console.Error);

    /// <summary>The address of the server, or null where it is this process.</summary>
    public Uri? Url { get; private init; }

    /// <summary>The arguments left for the server in this process.</summary>
    public string[] ServerArguments { get; private init; } = [];

    /// <summary>The command, where the arguments ask for it.</summary>
    /// <exception cref="UsageException">They ask for it with something else.</exception>
    public static StdioCommand? Asked(string[] arguments)
    {
        return arguments switch
        {
            ["mcp", "--stdio"] => new() { ServerArguments = ["--urls", $"http://127.0.0.1:{FreePort()}"] },
            ["mcp", "--stdio", "--url", var text] => new() { Url = Address(text) },
            [[not '-', ..], ..] => throw new UsageException(UsageException.Usage),
            _ => null,
        };
    }

    /// <summary>Serves the client by the server at <see cref="Url"/>, until it has no more to say.</summary>
    public Task Run() => Bridge(Url!, Key ?? throw new InvalidOperationException($"Set {KeyVariable} to an API key of the server at {Url}."), CancellationToken.None);

    /// <summary>Serves the client by the server in this process; as the demo person where no key is given and there is one.</summary>
    public async Task Run(WebApplication server)
    {
        await server.StartAsync();
        await Bridge(new(server.Urls.First()), Key ?? await DemoKey(server), server.Lifetime.ApplicationStopping);
        await server.StopAsync();
    }

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
        ? url : throw new UsageException($"--url takes the address of a server, such as http://127.0.0.1:8080; \"{text}\" is none.");

    private static string? Key => Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key ? key : null;

    private async Task Bridge(Uri url, string key, CancellationToken stopping)
    {
        using var http = new HttpClient { BaseAddress = new(url.AbsoluteUri.TrimEnd('/') + "/"), Timeout = Timeout.InfiniteTimeSpan, DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
        await using var input = Console.OpenStandardInput();
        using var bridge = new StdioBridge(http, output);
        await bridge.Run(input, stopping);
    }

    private static async Task<string> DemoKey(WebApplication server)
    {
        if (server.Configuration["Actors:DemoFile"] is not { } file || !server.Environment.IsDevelopment())
            throw new InvalidOperationException($"Set {KeyVariable} to an API key.");
        while (await DemoCredentials.Read(file, server.Lifetime.ApplicationStopping) is null) await Task.Delay(Look, server.Lifetime.ApplicationStopping);
        return (await DemoCredentials.Read(file, CancellationToken.None))!.ApiKey;
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
