using Actors.Contracts.Tools;

namespace Actors.Contracts.Tasks;

/// <summary>The call of a tool that becomes a task.</summary>
[GenerateSerializer, Immutable, Alias("tasks.TaskStart")]
public sealed record TaskStart
{
    /// <summary>Who called: the work is done with their authority, and the task is theirs.</summary>
    [Id(0)] public required Caller Caller { get; init; }

    /// <summary>The tool's name.</summary>
    [Id(1)] public required string Tool { get; init; }

    /// <summary>The arguments as JSON; they fit the tool's schema.</summary>
    [Id(2)] public required string Arguments { get; init; }

    /// <summary>What the client answered before the task began, and what it can be asked.</summary>
    [Id(3)] public required ClientAnswers Answers { get; init; }
}
