namespace Actors.Contracts.A2A;

/// <summary>From where to follow a task.</summary>
[GenerateSerializer, Immutable, Alias("a2a.FollowTask")]
public sealed record FollowTask
{
    /// <summary>The generation of the task that the caller has seen; null to begin with the task as it stands.</summary>
    [Id(0)] public long? After { get; init; }
}
