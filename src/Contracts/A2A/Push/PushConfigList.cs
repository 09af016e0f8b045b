namespace Actors.Contracts.A2A.Push;

/// <summary>Webhooks, by task and id.</summary>
[GenerateSerializer, Immutable, Alias("a2a.PushConfigList")]
public sealed record PushConfigList
{
    /// <summary>What is known of each.</summary>
    [Id(0)] public required IReadOnlyList<PushConfig> Pushes { get; init; }
}
