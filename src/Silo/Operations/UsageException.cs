namespace Actors.Silo.Operations;

/// <summary>
/// The program is called as it cannot be. Whoever called it reads so as plain text on standard error: standard output may carry a protocol.
/// </summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>The exit code, as of other programs.</summary>
    public const int ExitCode = 2;

    /// <summary>How it can be called.</summary>
    public const string Usage = """
        usage: actors [--urls http://HOST:PORT]
                 serves
               actors mcp --stdio [--url http://HOST:PORT]
                 is an MCP server on standard input and output, with the API key in ACTORS_API_KEY
        """;
}
