using Actors.Contracts.Tools;

namespace Actors.Contracts.Tasks;

/// <summary>A task at one moment.</summary>
[GenerateSerializer, Immutable, Alias("tasks.TaskSnapshot")]
public sealed record TaskSnapshot
{
    /// <summary>Its id: 22 unguessable characters.</summary>
    [Id(0)] public required string TaskId { get; init; }

    /// <summary>The tool that works.</summary>
    [Id(1)] public required string Tool { get; init; }

    /// <summary>Where the work stands.</summary>
    [Id(2)] public required WorkState State { get; init; }

    /// <summary>What is being done, or why it ended.</summary>
    [Id(3)] public string? Message { get; init; }

    /// <summary>When it began, in UTC.</summary>
    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed, in UTC.</summary>
    [Id(5)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>How long after its beginning it is forgotten.</summary>
    [Id(6)] public required TimeSpan TimeToLive { get; init; }

    /// <summary>How many events there were; it grows with each change.</summary>
    [Id(7)] public required long Generation { get; init; }

    /// <summary>What is asked and not yet answered, by keys that are never used again.</summary>
    [Id(8)] public IReadOnlyDictionary<string, ClientRequest> Requests { get; init; } = new Dictionary<string, ClientRequest>();

    /// <summary>The tool's result as JSON, once it is completed without an error.</summary>
    [Id(9)] public string? Result { get; init; }

    /// <summary>The tool's error, once it is completed with one; or what it failed of.</summary>
    [Id(10)] public ActorError? Error { get; init; }
}
