using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.A2A;
using Actors.Wire;

namespace Actors.Grains.A2A.Push;

/// <summary>
/// What a webhook is to be told next: in 1.0 each thing that happened (§4.3.3), read from the task's log; in 0.3 the task as it stands
/// (0.3 §9.5), once for all that has happened.
/// </summary>
public sealed class PushLetters(ITaskLog log, IGrainFactory grains)
{
    private const int EntriesARead = 16;

    /// <summary>The next letter of a webhook, or null if it knows everything.</summary>
    /// <param name="key">The task.</param>
    /// <param name="push">The webhook.</param>
    /// <param name="cancellation">Ends the reading.</param>
    internal async Task<PushLetter?> Next(string key, StoredPush push, CancellationToken cancellation)
    {
        var told = push.Config.Delivered;
        var entries = await log.Read(key, told, EntriesARead, cancellation);
        if (entries.Count == 0) return push.OwesTask ? await Whole(key, push, cancellation) : null;
        var (place, update) = entries.Select((entry, place) => (place, Update: entry.Update(told + place + 1))).FirstOrDefault(next => next.Update is not null);
        if (update is null) return new(told + entries.Count, null);
        if (push.Config.Version != "1.0") return await Whole(key, push, cancellation);
        return new(told + place + 1, Bytes(json => WireWriter.V10.Write(json, update, push.Config.TaskId, push.ContextId)), update.Status is { IsFinal: true });
    }

    private async Task<PushLetter> Whole(string key, StoredPush push, CancellationToken cancellation)
    {
        using var _ = Caller.EnterPlatform();
        var task = await grains.GetGrain<IAgentTaskGrain>(key).Get(new(), cancellation);
        return new(Math.Max(task.Generation, push.Config.Delivered), Bytes(json => Writer(push).Write(json, new TaskUpdate { Task = task }, task.Id, task.ContextId)), task.Status.IsFinal);
    }

    private static WireWriter Writer(StoredPush push) => push.Config.Version == "1.0" ? WireWriter.V10 : WireWriter.V03;

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.ToArray();
    }
}
