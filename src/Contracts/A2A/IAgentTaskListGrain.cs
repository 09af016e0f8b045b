namespace Actors.Contracts.A2A;

/// <summary>Lists the tasks of one owner. Key: <see cref="GrainKeys.OwnedBy"/> with <see cref="Id"/>.</summary>
[OwnedByCaller, Alias("agent_task_list")]
public interface IAgentTaskListGrain : IGrainWithStringKey
{
    /// <summary>The id in the key.</summary>
    const string Id = "tasks";

    /// <summary>The tasks that fit.</summary>
    /// <exception cref="ActorException"><see cref="ErrorCodes.InvalidArgument"/> for a page token that was not given for the same list.</exception>
    [AgentOperation(Scope = Scopes.AgentsRead), ReadOnly, Alias("list")]
    Task<TaskPage> List(ListTasks request, CancellationToken cancellation);
}
