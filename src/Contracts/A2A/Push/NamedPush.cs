using System.ComponentModel.DataAnnotations;

namespace Actors.Contracts.A2A.Push;

/// <summary>Names a webhook of one of the caller's tasks.</summary>
[GenerateSerializer, Immutable, Alias("a2a.NamedPush")]
public sealed record NamedPush
{
    /// <summary>The task, as list_failed_pushes names it.</summary>
    [Id(0), StringLength(128, MinimumLength = 1), RegularExpression("^[^/]+$")] public required string TaskId { get; init; }

    /// <summary>The webhook, as list_failed_pushes names it.</summary>
    [Id(1), StringLength(128, MinimumLength = 1)] public required string PushId { get; init; }
}
