namespace Actors.Contracts.A2A;

/// <summary>Which parts of a task to answer with.</summary>
[GenerateSerializer, Immutable, Alias("a2a.ReadTask")]
public sealed record ReadTask
{
    /// <summary>The newest so many messages, none where it is 0, all where it is null (A2A 1.0 §3.2.4).</summary>
    [Id(0)] public int? HistoryLength { get; init; }

    /// <summary>Leave out what the task has made.</summary>
    [Id(1)] public bool WithoutArtifacts { get; init; }

    /// <summary>Answer only once the task is settled, or half a minute later.</summary>
    [Id(2)] public bool WhenSettled { get; init; }
}
