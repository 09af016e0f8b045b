namespace Actors.Contracts.Changes;

/// <summary>Something that whoever looked at it before may want to look at again.</summary>
[GenerateSerializer, Immutable, Alias("changes.Change")]
public sealed record Change
{
    /// <summary>The lists that follow from what somebody may do.</summary>
    public static readonly IReadOnlyList<Change> Lists = [new() { Kind = ChangeKind.Tools }, new() { Kind = ChangeKind.Prompts }, new() { Kind = ChangeKind.Resources }];

    /// <summary>What kind of thing.</summary>
    [Id(0)] public required ChangeKind Kind { get; init; }

    /// <summary>The address, where it is a resource.</summary>
    [Id(1)] public string? Uri { get; init; }

    /// <summary>Its id, where it is a task.</summary>
    [Id(2)] public string? TaskId { get; init; }

    /// <summary>A resource, by its address.</summary>
    public static Change At(string uri) => new() { Kind = ChangeKind.Resource, Uri = uri };

    /// <summary>A task, by its id.</summary>
    public static Change OfTask(string id) => new() { Kind = ChangeKind.Task, TaskId = id };
}
