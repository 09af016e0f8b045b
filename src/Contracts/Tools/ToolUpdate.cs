namespace Actors.Contracts.Tools;

/// <summary>
/// One step of a tool that takes long: progress, and at the end the result. MCP sends it as progress notifications,
/// REST as server-sent events.
/// </summary>
/// <typeparam name="T">The tool's result.</typeparam>
[GenerateSerializer, Immutable, Alias("tool.update`1")]
public sealed record ToolUpdate<T>
{
    /// <summary>How far the work is, growing with each update.</summary>
    [Id(0)] public double Progress { get; init; }

    /// <summary>The value of <see cref="Progress"/> at the end, where it is known.</summary>
    [Id(1)] public double? Total { get; init; }

    /// <summary>What is being done, in a few words.</summary>
    [Id(2)] public string? Message { get; init; }

    /// <summary>The result; set on the last update only.</summary>
    [Id(3)] public T? Result { get; init; }

    /// <summary>Something said about the work, in place of progress.</summary>
    [Id(4)] public LogEntry? Log { get; init; }

    /// <summary>What follows takes a while: a client that can come back for it need not stay connected.</summary>
    [Id(5)] public bool Disconnects { get; init; }
}
