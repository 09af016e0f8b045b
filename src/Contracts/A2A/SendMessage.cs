using Actors.Contracts.A2A.Push;

namespace Actors.Contracts.A2A;

/// <summary>A message for an agent (A2A 1.0 §3.2.1), for a task that is there or one that begins with it.</summary>
[GenerateSerializer, Immutable, Alias("a2a.SendMessage")]
public sealed record SendMessage
{
    /// <summary>Whom the message is for.</summary>
    [Id(0)] public required string Agent { get; init; }

    /// <summary>What is said. Its context is the one to begin the task in, where there is no task yet.</summary>
    [Id(1)] public required Message Message { get; init; }

    /// <summary>Answer as soon as the task is there, rather than when it is settled.</summary>
    [Id(2)] public bool ReturnImmediately { get; init; }

    /// <summary>How much of the history to answer with: the newest so many, or all where it is null.</summary>
    [Id(3)] public int? HistoryLength { get; init; }

    /// <summary>Answer with the task as it stood when the message was taken: what happened since is followed from there.</summary>
    [Id(4)] public bool Streams { get; init; }

    /// <summary>A webhook to tell what happens to the task, from this message on.</summary>
    [Id(5)] public PutPush? Push { get; init; }
}
