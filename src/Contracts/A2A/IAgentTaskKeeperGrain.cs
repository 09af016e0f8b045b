namespace Actors.Contracts.A2A;

/// <summary>Has the work on tasks taken up whose process has died, and webhooks told what is due. Key: <see cref="GrainKeys.Operations"/>.</summary>
[PlatformOnly, Alias("agent_task_keeper")]
public interface IAgentTaskKeeperGrain : IGrainWithStringKey
{
    /// <summary>Looks after all unfinished tasks now, and every minute from now on, whichever silos come and go.</summary>
    [Idempotent, Alias("start")]
    Task Start(CancellationToken cancellation);
}
