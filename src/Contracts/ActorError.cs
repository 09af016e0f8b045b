using Actors.Contracts.Tools;

namespace Actors.Contracts;

/// <summary>What went wrong, in one form for every surface: problem details in REST, tool errors in MCP, error codes in OAuth.</summary>
[GenerateSerializer, Immutable, Alias("error")]
public sealed record ActorError
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>What was wrong and what to do about it. Never a stack, a token or another tenant's name.</summary>
    [Id(1)] public required string Message { get; init; }

    /// <summary>Facts a program can act on, by name: the argument, the limit, the scopes needed.</summary>
    [Id(2)] public IReadOnlyDictionary<string, string> Details { get; init; } = new Dictionary<string, string>();

    /// <summary>What is asked of the client, where the code is <see cref="ErrorCodes.InputRequired"/>.</summary>
    [Id(3)] public InputRequired? Input { get; init; }
}
