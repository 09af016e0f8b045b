using Actors.Contracts;
using Actors.Contracts.A2A;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.A2A;

/// <inheritdoc cref="IAgentTaskKeeperGrain"/>
public sealed partial class AgentTaskKeeperGrain(ITaskLog log, IOptions<AgentOptions> options, TimeProvider time, ILogger<AgentTaskKeeperGrain> logger) : Grain, IAgentTaskKeeperGrain, IRemindable
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
        for (var after = ""; ;)
        {
            var keys = await log.Unfinished(after, TasksAtOnce, cancellation);
            await Task.WhenAll(keys.Select(key => Resume(key, cancellation)));
            if (keys.Count < TasksAtOnce) break;
            after = keys[^1];
        }
        await log.DropResting(time.GetUtcNow() - options.Value.KeepTasks, DropsALook, cancellation);
    }

    private async Task Resume(string key, CancellationToken cancellation)
    {
        try
        {
            await GrainFactory.GetGrain<IAgentTaskGrain>(key).Resume(cancellation);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            LogNotResumed(failure, key);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The work on the task {Key} could not be taken up; it is tried again in a minute")]
    private partial void LogNotResumed(Exception failure, string key);
}
