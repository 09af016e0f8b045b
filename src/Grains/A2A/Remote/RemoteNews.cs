using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>What our own task has from elsewhere, so that each thing comes once: artifacts in pieces, or whole where pieces were missed.</summary>
internal sealed class RemoteNews(IEnumerable<Artifact> here)
{
    private readonly Dictionary<string, List<Part>> artifacts = here.ToDictionary(artifact => artifact.ArtifactId, artifact => artifact.Parts.ToList(), StringComparer.Ordinal);
    private string told = "";

    /// <summary>How much has come, in characters.</summary>
    public long Size { get; private set; }

    /// <summary>What an update brings that our task has not; it is taken to have it now.</summary>
    /// <param name="update">The update.</param>
    /// <param name="withArtifacts">Whether a task as a whole brings its artifacts, too.</param>
    public IEnumerable<AgentEvent> In(RemoteUpdate update, bool withArtifacts)
    {
        if (update.Piece is { } piece) yield return Take(piece);
        if (update is { IsWhole: true, Task: { } whole } && withArtifacts)
            foreach (var artifact in whole.Artifacts.Where(IsNew)) yield return Take(AgentEvent.Of(artifact));
        if (update.Task is { State: AgentTaskState.Working } task && told != (told = task.News)) yield return Counted(AgentEvent.Of(task.State, [.. task.Saying ?? []]));
    }

    private bool IsNew(Artifact there) => there.Parts.Count > 0 && !(artifacts.TryGetValue(there.ArtifactId, out var known) && known.SequenceEqual(there.Parts));

    private AgentEvent Take(AgentEvent piece)
    {
        var (id, more) = (piece.Artifact!.ArtifactId, piece.Artifact.Parts);
        if (piece.Append && artifacts.TryGetValue(id, out var there)) there.AddRange(more);
        else artifacts[id] = [.. more];
        return Counted(piece);
    }

    private AgentEvent Counted(AgentEvent happened)
    {
        Size += (happened.Artifact?.Parts ?? happened.Saying ?? []).Sum(part => (part.Text?.Length ?? 0) + (part.Data?.Length ?? 0) + (part.Raw?.Length ?? 0) + (part.Url?.Length ?? 0));
        return happened;
    }
}
