using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Contracts;
using Actors.Contracts.Changes;
using Actors.Contracts.Mcp;
using Actors.Grains.Infrastructure;

namespace Actors.Grains.Changes;

/// <inheritdoc cref="IChangesGrain"/>
[PreferLocalPlacement, CollectionAgeLimit(Minutes = 2)]
public sealed class ChangesGrain([PersistentState("changes")] IPersistentState<ChangesState> state) : Grain, IChangesGrain
{
    private const int MostSessions = 1_000;

    private readonly HashSet<Channel<Change>> watchers = [];

    /// <inheritdoc />
    public async Task Publish(IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        foreach (var watcher in watchers)
        foreach (var change in changes) watcher.Writer.TryWrite(change);

        // Sessions are of revisions that know no tasks.
        changes = [.. changes.Where(change => change.Kind != ChangeKind.Task)];
        if (changes.Count == 0) return;
        using var _ = Caller.EnterPlatform();
        var told = await Task.WhenAll(state.State.Sessions.Select(async session =>
            (Session: session, Lives: await GrainFactory.GetGrain<IMcpSessionGrain>(session).Changed(changes, CancellationToken.None))));
        var living = told.Where(one => one.Lives).Select(one => one.Session).ToImmutableList();
        if (living.Count < told.Length) await Save(living);
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<Change> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        var mine = Channel.CreateUnbounded<Change>();
        watchers.Add(mine);
        try
        {
            yield return new Change { Kind = ChangeKind.Nothing };
            await foreach (var change in mine.Reader.ReadAllAsync(cancellation)) yield return change;
        }
        finally
        {
            watchers.Remove(mine);
        }
    }

    /// <inheritdoc />
    public Task Follow(string session, CancellationToken cancellation)
    {
        if (state.State.Sessions.Contains(session)) return Task.CompletedTask;
        var others = state.State.Sessions;
        return Save((others.Count < MostSessions ? others : others.RemoveAt(0)).Add(session));
    }

    private Task Save(ImmutableList<string> sessions) => state.Save(state.State with { Sessions = sessions }, this);
}
