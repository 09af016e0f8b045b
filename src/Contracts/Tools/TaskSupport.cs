namespace Actors.Contracts.Tools;

/// <summary>Whether a call of a tool becomes a task: work that is durable, and polled for rather than waited for.</summary>
public enum TaskSupport
{
    /// <summary>It is answered at once.</summary>
    Never,

    /// <summary>It becomes a task where the client can follow one.</summary>
    Offered,

    /// <summary>It becomes a task, and a client that cannot follow one is refused.</summary>
    Required,
}
