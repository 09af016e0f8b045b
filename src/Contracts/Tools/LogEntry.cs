namespace Actors.Contracts.Tools;

/// <summary>Something that a tool says about its work, for whoever watches it: an MCP log message, or an event in REST.</summary>
[GenerateSerializer, Immutable, Alias("tool.LogEntry")]
public sealed record LogEntry
{
    /// <summary>The severity names of RFC 5424, the least severe first.</summary>
    public static readonly IReadOnlyList<string> Levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"];

    /// <summary>One of <see cref="Levels"/>.</summary>
    [Id(0)] public required string Level { get; init; }

    /// <summary>What is said. Never a secret: it leaves the backend.</summary>
    [Id(1)] public required string Text { get; init; }

    /// <summary>Which part of the tool says it.</summary>
    [Id(2)] public string? Logger { get; init; }

    /// <summary>Whether it is as severe as <paramref name="least"/>, or more.</summary>
    public bool Reaches(string least) => Severity(Level) >= Severity(least);

    private static int Severity(string level)
    {
        for (var i = 0; i < Levels.Count; i++)
            if (Levels[i] == level) return i;
        return -1;
    }
}
