namespace Actors.Contracts.A2A.Push;

/// <summary>A webhook for a task that may only be about to begin.</summary>
[GenerateSerializer, Immutable, Alias("a2a.RegisterPush")]
public sealed record RegisterPush
{
    /// <summary>The webhook.</summary>
    [Id(0)] public required PutPush Push { get; init; }

    /// <summary>The conversation that the task belongs to.</summary>
    [Id(1)] public required string ContextId { get; init; }

    /// <summary>The generation of the task that the receiver knows: it is told what follows.</summary>
    [Id(2)] public long After { get; init; }

    /// <summary>The task has ended: the receiver is told how it stands, once.</summary>
    [Id(3)] public bool HasEnded { get; init; }
}
