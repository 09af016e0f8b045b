using System.Text;
using Actors.Contracts;
using Actors.Contracts.A2A.Push;
using Actors.Grains.Infrastructure.Secrets;
using Microsoft.Extensions.Logging;

namespace Actors.Grains.A2A.Push;

/// <summary>The telling: for each webhook one thing after the other, each stored as told once the receiver has said so.</summary>
public sealed partial class PushOutboxGrain
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromHours(1), LongestWait = TimeSpan.FromSeconds(30), Patience = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<string> telling = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => stop.CancelAsync();

    /// <summary>Sees to it that each webhook is being told what it does not know. Nobody waits for it: it outlives the call that began it.</summary>
    private void TellAll()
    {
        foreach (var push in state.State.Pushes)
            if (telling.Add(push.Config.Id)) _ = Tell(push.Config.Id);
        if (telling.Count > 0) DelayDeactivation(TimeSpan.MaxValue);
    }

    private async Task Tell(string id)
    {
        var stopped = false;
        try
        {
            using var _ = Caller.EnterPlatform();
            while (await TellNext(id)) continue;
        }
        catch (Exception failure)
        {
            stopped = true;
            if (!stop.IsCancellationRequested) LogStopped(failure, Key, id);
        }
        telling.Remove(id);
        if (telling.Count > 0) return;
        if (!stopped) await Rest();
        if (telling.Count == 0) DelayDeactivation(TimeSpan.FromSeconds(-1));
    }

    /// <summary>Tells a webhook one thing, and answers whether to go on: not if it knows everything, was given up or is to be left alone for a while.</summary>
    private async Task<bool> TellNext(string id)
    {
        if (Find(id) is not { Config: { GaveUpAt: null } config } push) return false;
        if (config.NextAttemptAt - time.GetUtcNow() is { } pause && pause > TimeSpan.Zero)
        {
            if (pause > LongestWait) return false;
            await Task.Delay(pause, time, stop.Token);
            return true;
        }
        if (await letters.Next(Key, push, stop.Token) is not { } letter) return Find(id) != push; // one that was put again meanwhile may be owed something
        var refusal = letter.Body is null ? null : await Post(push, letter);
        // What was learnt of one receiver says nothing of another that took its place meanwhile.
        await Change(id, now => now.Config.Url != config.Url ? now : refusal is null ? Told(now, letter, owed: !letter.TellsTheEnd || !ReferenceEquals(now, push)) : Failed(now, refusal));
        return true;
    }

    private async Task<string?> Post(StoredPush push, PushLetter letter)
    {
        try
        {
            var token = push.SealedToken is null ? null : await Open(push.SealedToken, TokenPlace(push.Config));
            var credentials = push.SealedCredentials is null ? null : await Open(push.SealedCredentials, CredentialsPlace(push.Config));
            return await webhooks.Post(Key, push.Config, letter, token, credentials, stop.Token);
        }
        catch (KeyDestroyedException)
        {
            return "The key of its credentials was destroyed.";
        }
    }

    /// <summary>A webhook that was put again while it was being told is still owed what it then asked for.</summary>
    private static StoredPush Told(StoredPush push, PushLetter letter, bool owed) => push with
    {
        OwesTask = push.OwesTask && owed, FailingSince = null,
        Config = push.Config with { Delivered = Math.Max(letter.UpTo, push.Config.Delivered), Failures = 0, LastError = null, NextAttemptAt = null },
    };

    private StoredPush Failed(StoredPush push, string refusal)
    {
        var now = time.GetUtcNow();
        var (since, failures) = (push.FailingSince ?? now, push.Config.Failures + 1);
        var over = now - since >= Patience;
        if (over) LogGaveUp(Key, push.Config.Id, failures);
        return push with
        {
            FailingSince = since,
            Config = push.Config with { Failures = failures, LastError = refusal, NextAttemptAt = over ? null : now + Pause(failures), GaveUpAt = over ? now : null },
        };
    }

    /// <summary>Twice as long after each failure, but for up to half of it at random: receivers that come back are not met by everybody at once.</summary>
    private static TimeSpan Pause(int failures)
    {
        var longest = FirstPause * Math.Pow(2, Math.Min(failures - 1, 20));
        return (longest < LongestPause ? longest : LongestPause) * (1 - Random.Shared.NextDouble() / 2);
    }

    /// <summary>Leaves what is to be told later to the keeper, unless something happened since the log was read.</summary>
    private async Task Rest()
    {
        try
        {
            if (!await Settle()) TellAll();
        }
        catch (Exception failure) when (!stop.IsCancellationRequested)
        {
            LogNotSettled(failure, Key);
        }
    }

    /// <summary>Notes that there is something to tell before there is, so that whoever comes after a death finds it.</summary>
    private Task<bool> Owe(CancellationToken cancellation) =>
        Alone(() => queue.Settle(Key, long.MaxValue, time.GetUtcNow(), state.State.Pushes.Exists(push => push.Config.GaveUpAt is not null), cancellation));

    private Task<bool> Settle() => Alone(() =>
    {
        if (arriving > 0) return Task.FromResult(true);
        var live = state.State.Pushes.Where(push => push.Config.GaveUpAt is null).Select(push => push.Config).ToArray();
        var told = live.Where(push => push.NextAttemptAt is null).Select(push => push.Delivered).DefaultIfEmpty(long.MaxValue).Min();
        return queue.Settle(Key, told, live.Min(push => push.NextAttemptAt), state.State.Pushes.Count > live.Length, stop.Token);
    });

    private async Task<string> Open(string sealedText, SecretPlace place) => Encoding.UTF8.GetString(await box.Open(sealedText, place));

    [LoggerMessage(LogLevel.Warning, "Telling the webhook {Push} of the task {Key} has stopped; it goes on within a minute")]
    private partial void LogStopped(Exception failure, string key, string push);

    [LoggerMessage(LogLevel.Warning, "What the webhooks of the task {Key} know could not be noted; it is within a minute")]
    private partial void LogNotSettled(Exception failure, string key);

    [LoggerMessage(LogLevel.Warning, "The webhook {Push} of the task {Key} was given up after {Failures} failures within a day")]
    private partial void LogGaveUp(string key, string push, int failures);
}
