using Actors.Contracts.A2A;

namespace Actors.Grains.A2A;

/// <summary>The logs of tasks. A task's grain alone appends to its log.</summary>
public interface ITaskLog
{
    /// <summary>Appends entries behind <paramref name="after"/> and sets the head, durable before this returns, all or nothing. Costs the same however long the log is.</summary>
    /// <exception cref="InconsistentStateException">Another activation was faster.</exception>
    Task Append(TaskHead head, long after, IReadOnlyList<TaskEntry> entries);

    /// <summary>The entries behind <paramref name="after"/>, in order.</summary>
    Task<IReadOnlyList<TaskEntry>> Read(string key, long after, int limit, CancellationToken cancellation);

    /// <summary>The ids of the owner's tasks that fit, by the time of their status, the latest first, and how many fit on all pages.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="owner">Whose within the tenant.</param>
    /// <param name="wanted">Which; its page token is not looked at.</param>
    /// <param name="before">Where the page before ended.</param>
    /// <param name="cancellation">Ends the query.</param>
    Task<(IReadOnlyList<TaskPlace> Tasks, int Total)> List(string tenant, string owner, ListTasks wanted, TaskPlace? before, CancellationToken cancellation);

    /// <summary>The keys of tasks that somebody should be working on, in order.</summary>
    Task<IReadOnlyList<string>> Unfinished(string after, int limit, CancellationToken cancellation);

    /// <summary>Removes tasks that nobody works on and nothing happened to since, and answers how many.</summary>
    Task<int> DropResting(DateTimeOffset since, int limit, CancellationToken cancellation);
}
