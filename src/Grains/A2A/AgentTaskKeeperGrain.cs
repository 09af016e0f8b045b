using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Actors.Grains.A2A.Push;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IAgentTaskKeeperGrain"/>
public sealed partial class AgentTaskKeeperGrain(ITaskLog log, IPushQueue pushes, IOptions<AgentOptions> options, TimeProvider time, ILogger<AgentTaskKeeperGrain> logger) : Grain, IAgentTaskKeeperGrain, IRemindable
{
    private const string Reminder = "look";
    private const int TasksAtOnce = 100, DropsALook = 10_000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public async Task Start(CancellationToken cancellation)
    {
        await this.RegisterOrUpdateReminder(Reminder, BetweenLooks, BetweenLooks);
        await Look(cancellation);
    }

    /// <inheritdoc />
    public Task ReceiveReminder(string reminderName, TickStatus status) => Look(CancellationToken.None);

    private async Task Look(CancellationToken cancellation)
    {
        using var _ = Caller.Platform("agent tasks").Enter();
        await Each(after => log.Unfinished(after, TasksAtOnce, cancellation), key => GrainFactory.GetGrain<IAgentTaskGrain>(key).Resume(cancellation), cancellation);
        var now = time.GetUtcNow();
        await Each(after => pushes.Due(now, after, TasksAtOnce, cancellation), key => GrainFactory.GetGrain<IPushOutboxGrain>(key).Deliver(cancellation), cancellation);
        await log.DropResting(time.GetUtcNow() - options.Value.KeepTasks, DropsALook, cancellation);
    }

    /// <summary>Does something for each task of a list that is asked for page by page.</summary>
    private async Task Each(Func<string, Task<IReadOnlyList<string>>> list, Func<string, Task> resume, CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var keys = await list(after);
            await Task.WhenAll(keys.Select(key => Try(key, resume, cancellation)));
            if (keys.Count < TasksAtOnce) break;
            after = keys[^1];
        }
    }

    private async Task Try(string key, Func<string, Task> resume, CancellationToken cancellation)
    {
        try
        {
            await resume(key);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotResumed(failure, key);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The work on the task {Key} could not be taken up; it is tried again in a minute")]
    private partial void LogNotResumed(Exception failure, string key);
}
