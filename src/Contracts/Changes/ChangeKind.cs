namespace Actors.Contracts.Changes;

/// <summary>What changed.</summary>
[GenerateSerializer, Alias("changes.Kind")]
public enum ChangeKind
{
    /// <summary>Nothing: all changes from here on will be told.</summary>
    Nothing,

    /// <summary>The tools that one may call.</summary>
    Tools,

    /// <summary>The prompts that one may get.</summary>
    Prompts,

    /// <summary>The resources that one may read.</summary>
    Resources,

    /// <summary>What one reads at the address of a resource.</summary>
    Resource,

    /// <summary>How far a task is.</summary>
    Task,
}
