using Actors.Contracts;
using Actors.Contracts.Usage;

namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>
/// How often each person called each tool on each day. A call that may change something is counted from its row in the audit, which
/// was committed with what it changed: none is lost, none counted twice. A call that only reads is counted in memory and
/// written with all others of the second.
/// </summary>
public interface IUsageLedger
{
    /// <summary>Counts a call that changes nothing. The task is done already, unless the settings ask that an answer waits for its count.</summary>
    Task Count(Caller caller, string tool);

    /// <summary>The tenant's counts from one day to another, both included, with all that this process has counted.</summary>
    Task<IReadOnlyList<ToolUsage>> Read(string tenant, DateOnly from, DateOnly to, CancellationToken cancellation);

    /// <summary>Forgets processes that have written no counts since a time: they are gone, or begin anew with their next ones.</summary>
    Task<int> ForgetWriters(DateTimeOffset since, CancellationToken cancellation);
}
