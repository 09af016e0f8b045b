namespace Actors.Contracts.Tasks;

/// <summary>
/// One long call of a tool: it goes on when its client leaves and when its silo dies. Whoever is not its owner finds no task. Key:
/// <see cref="GrainKeys.Task"/>.
/// </summary>
[Alias("task")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Begins the work, durable before this returns. Beginning the same again answers how far it is.</summary>
    /// <exception cref="ActorException">
    /// <see cref="ErrorCodes.InputRequired"/>: the tool asked before its first step, so there is no task yet; begin again with the
    /// answers. <see cref="ErrorCodes.Conflict"/>: there is another task here.
    /// </exception>
    [PlatformOnly, Alias("start")]
    Task<TaskSnapshot> Start(TaskStart start, CancellationToken cancellation);

    /// <summary>How far it is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, AlwaysInterleave, Idempotent, Alias("get")]
    Task<TaskSnapshot> Get(string owner, CancellationToken cancellation);

    /// <summary>Hands in answers, JSON by the keys of their requests; it goes on once it has all. What was not asked is ignored.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Idempotent, Alias("answer")]
    Task<TaskSnapshot> Answer(string owner, IReadOnlyDictionary<string, string> answers, CancellationToken cancellation);

    /// <summary>Calls it off. One that has ended stays as it is.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.NotFound"/>.</exception>
    [PlatformOnly, Idempotent, Alias("cancel")]
    Task<TaskSnapshot> Cancel(string owner, CancellationToken cancellation);
}
