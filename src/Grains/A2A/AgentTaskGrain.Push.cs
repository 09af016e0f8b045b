using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Push;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A;

/// <summary>What a task has to do with webhooks: it says that something happened, and its outbox does the rest.</summary>
public sealed partial class AgentTaskGrain
{
    private IPushOutboxGrain Outbox => GrainFactory.GetGrain<IPushOutboxGrain>(Key);

    /// <inheritdoc />
    public async Task<AgentTask> Watch(CancellationToken cancellation)
    {
        await DemandTask(cancellation);
        await gate.WaitAsync(cancellation);
        try
        {
            if (!story.Watched) await Append([new() { Watched = true }]);
            return story.Read(new() { HistoryLength = 0, WithoutArtifacts = true });
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The webhook is stored before the message, so that it misses nothing; without the message there is nothing to tell it.</summary>
    private async Task Register(PutPush push, string context, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        await Outbox.Register(new() { Push = push, ContextId = context, After = story.Generation }, cancellation);
    }

    /// <summary>Wakes the outbox. Should that fail, its keeper wakes it: that there is something to tell is stored with what happened.</summary>
    private async Task Tell()
    {
        try
        {
            using var _ = Caller.EnterPlatform();
            await Outbox.Deliver(CancellationToken.None);
        }
        catch (Exception failure)
        {
            LogNotTold(failure, Key);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The webhooks of the task {Key} could not be told at once; they are within a minute")]
    private partial void LogNotTold(Exception failure, string key);
}
