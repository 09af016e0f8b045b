using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Contracts.A2A.Remote;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A.Remote;

/// <summary>Following a task elsewhere: by its stream where there is one, by asking where there is none or it was cut, and not for ever.</summary>
public sealed partial class RemoteAgentGrain
{
    private const int StreamsInVain = 3, MostUpdates = 10_000;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250), LongestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestTrouble = TimeSpan.FromMinutes(2), BetweenAttempts = TimeSpan.FromSeconds(5);

    /// <summary>What happens to the task there; the last is the task as a whole, once the agent is done for now.</summary>
    private async IAsyncEnumerable<RemoteUpdate> Updates(RemoteAgent agent, RemoteTask? known, string? credential, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var (pause, inVain, updates) = (FirstPause, 0, 0);
        while (true)
        {
            if (known is not null)
            {
                yield return new(known, IsWhole: true);
                if (IsSettled(known)) yield break;
            }
            await DemandInTime(agent, credential);
            var (heard, settled) = (0, false);
            if (agent.Streams && inVain < StreamsInVain && updates < MostUpdates)
            {
                await foreach (var update in client.Follow(agent, state.State.TaskId!, credential, Left, cancellation))
                {
                    heard++;
                    yield return update;
                    // Where somebody is to be let in, a stream stays open (1.0 §3.1.6); what counts is the task.
                    settled = update.Task is { } now && IsSettled(now);
                    if (settled || ++updates == MostUpdates) break;
                    await DemandInTime(agent, credential);
                }
            }
            inVain = heard > 0 ? 0 : inVain + 1;
            if (heard > 1) pause = FirstPause;
            if (known is not null && !settled) await Task.Delay(pause, time, cancellation);
            if (heard <= 1) pause = Longer(pause);
            known = await Poll(agent, credential, cancellation);
            if (settled && !IsSettled(known)) await Task.Delay(pause, time, cancellation);
        }
    }

    /// <summary>Whether the agent there is done for now, with the message that it was sent last.</summary>
    private bool IsSettled(RemoteTask task) => task.IsSettled && (task.Since is null || task.Since != state.State.Waited);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>How the task stands there. An agent that cannot be reached is asked again, but no attempt ends later than after <see cref="LongestTrouble"/>.</summary>
    private async Task<RemoteTask> Poll(RemoteAgent agent, string? credential, CancellationToken cancellation)
    {
        var until = time.GetUtcNow() + LongestTrouble - BetweenAttempts - RemoteClient.Patience;
        while (true)
        {
            try
            {
                return await client.Get(agent, state.State.TaskId!, credential, cancellation);
            }
            catch (RemoteException failure) when (failure.Fault is RemoteFault.Away or RemoteFault.Unclear && time.GetUtcNow() < until)
            {
                await Task.Delay(BetweenAttempts, time, cancellation);
            }
            catch (RemoteException failure)
            {
                throw new ActorException(ErrorCodes.UnknownOutcome, $"{failure.Message} What became of the task there is not known.");
            }
        }
    }

    /// <summary>How long the agent may go on with the message.</summary>
    private TimeSpan Left => state.State.SentAt + options.Value.FollowRemoteTasks - time.GetUtcNow() ?? TimeSpan.Zero;

    private async Task DemandInTime(RemoteAgent agent, string? credential)
    {
        if (Left < TimeSpan.Zero)
            throw await GivenUp(agent, credential, ErrorCodes.Timeout, $"was not done after {options.Value.FollowRemoteTasks:c}");
    }

    /// <summary>Gives a task up that never ends, and asks the agent there to give it up too.</summary>
    private async Task<ActorException> GivenUp(RemoteAgent agent, string? credential, string code, string because)
    {
        await Stop(agent, credential);
        return new(code, $"{agent.Name} {because}. It was asked to stop, and is followed no longer.");
    }

    /// <summary>A turn that ends because its task was canceled ends there too; one that ends with its process is begun again.</summary>
    private async Task PassOnCancel(RemoteAgent agent, string? credential)
    {
        if (await IsCanceled()) await Stop(agent, credential);
    }

    private async Task<bool> IsCanceled()
    {
        try
        {
            using var _ = Caller.EnterPlatform();
            var task = await GrainFactory.GetGrain<IAgentTaskGrain>(Key).Get(new() { HistoryLength = 0, WithoutArtifacts = true }, CancellationToken.None);
            return task.Status.State == AgentTaskState.Canceled;
        }
        catch (Exception gone)
        {
            LogNotKnown(gone, Key);
            return false;
        }
    }

    private Task Stop(RemoteAgent agent, string? credential) => Stop(agent, state.State.TaskId, credential);

    private async Task Stop(RemoteAgent agent, string? there, string? credential)
    {
        try
        {
            if (there is not null) await client.Cancel(agent, there, credential, CancellationToken.None);
        }
        catch (RemoteException failure)
        {
            LogNotCanceled(failure, Key, agent.Name);
        }
    }

    private async Task StopOnceTaken(Task<RemoteTask> sending, RemoteAgent agent, string? credential)
    {
        try
        {
            await Stop(agent, (await sending).Id, credential);
        }
        catch (RemoteException failure)
        {
            LogNotCanceled(failure, Key, agent.Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The task {Key} has ended, and the agent {Agent}, to which it was handed, could not be told")]
    private partial void LogNotCanceled(Exception failure, string key, string agent);

    [LoggerMessage(LogLevel.Warning, "Whether the task {Key} was canceled cannot be told; its turn is taken to be interrupted")]
    private partial void LogNotKnown(Exception failure, string key);
}
