using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.Audit;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A;

/// <summary>The work on a task: one turn of its agent after the other, for each message that came in.</summary>
public sealed partial class AgentTaskGrain
{
    private const int EventsAtOnce = 64;

    private CancellationTokenSource? turn;
    private bool working;

    /// <summary>Sees to it that what is unanswered is being worked on. Nobody waits for it: it outlives the call that began it.</summary>
    /// <param name="again">Whether the first turn may have been begun before.</param>
    private void Work(bool again)
    {
        if (working || IsSettled) return;
        working = true;
        DelayDeactivation(TimeSpan.MaxValue);
        _ = WorkOff(again);
    }

    private async Task WorkOff(bool again)
    {
        try
        {
            AuditedCall.Leave(); // what the agent calls is recorded for itself, not as part of the message
            using var _ = Caller.EnterPlatform();
            while (story.Unanswered is { } next && await TakeTurn(next.Message, next.From, again)) again = false;
        }
        catch (Exception failure)
        {
            LogStopped(failure, Key);
        }
        working = false;
        DelayDeactivation(TimeSpan.FromSeconds(-1));
    }

    private async Task<bool> TakeTurn(Message message, Caller from, bool again)
    {
        using var stop = turn = new CancellationTokenSource();
        try
        {
            return await Turn(message, from, again, stop.Token);
        }
        finally
        {
            turn = null;
        }
    }

    /// <summary>Has the agent deal with a message, and answers whether it could: it is stopped when the task is canceled, or leaves this memory.</summary>
    private async Task<bool> Turn(Message message, Caller from, bool again, CancellationToken stop)
    {
        var given = new AgentTurn { Task = story.Read(new()), Message = message, Caller = from, Again = again };
        await using var events = Agent(story.Agent!).Receive(given, stop).GetAsyncEnumerator(stop);
        var next = Next(events);
        while ((await next).Event is { } first)
        {
            // What is there already is stored together.
            List<AgentEvent> batch = [first];
            for (next = Next(events); batch.Count < EventsAtOnce && next is { IsCompletedSuccessfully: true, Result.Event: { } more }; next = Next(events)) batch.Add(more);
            await Write([.. batch.Select(said => story.Entry(said, time.GetUtcNow()))]);
        }
        if ((await next).Failure is { } failure && !stop.IsCancellationRequested)
        {
            // An agent whose process went away has not failed: its turn is begun again.
            if (failure is EnumerationAbortedException or SiloUnavailableException)
            {
                LogStopped(failure, Key);
                return false;
            }
            await Write([Failed(failure)]);
        }
        if (stop.IsCancellationRequested) return false;
        if (story.Unanswered?.Message == message) await Write([Entry(AgentTaskState.Completed)]);
        return true;
    }

    /// <summary>The agent's next event, or how its turn ended: what it throws is the task's failure, and none of ours.</summary>
    private static async Task<(AgentEvent? Event, Exception? Failure)> Next(IAsyncEnumerator<AgentEvent> events)
    {
        try
        {
            return (await events.MoveNextAsync() ? events.Current : null, null);
        }
        catch (Exception failure)
        {
            return (null, failure);
        }
    }

    /// <summary>Appends what an agent said, up to the end of the task; what it says after that, nobody hears.</summary>
    private async Task Write(IReadOnlyList<TaskEntry> entries)
    {
        await gate.WaitAsync();
        try
        {
            if (!story.IsOver) await Append(entries);
        }
        finally
        {
            gate.Release();
        }
    }

    private TaskEntry Failed(Exception failure)
    {
        if (failure is not ActorException) LogFailed(failure, Key, story.Agent!);
        var reason = failure is ActorException told ? told.Error.Message : "Something went wrong on our side.";
        return Entry(AgentTaskState.Failed, [Part.OfText(reason)]);
    }

    [LoggerMessage(LogLevel.Warning, "The work on the task {Key} has stopped; it is taken up again within a minute")]
    private partial void LogStopped(Exception failure, string key);

    [LoggerMessage(LogLevel.Error, "The task {Key} failed through a fault of the agent {Agent}")]
    private partial void LogFailed(Exception failure, string key, string agent);
}
