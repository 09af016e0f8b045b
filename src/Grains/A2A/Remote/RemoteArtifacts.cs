using Actors.Contracts.A2A;

namespace Actors.Grains.A2A.Remote;

/// <summary>What our own task has of the artifacts elsewhere, so that each comes once: in pieces, or whole where pieces were missed.</summary>
internal sealed class RemoteArtifacts(IEnumerable<Artifact> here)
{
    private readonly Dictionary<string, List<Part>> parts = here.ToDictionary(artifact => artifact.ArtifactId, artifact => artifact.Parts.ToList(), StringComparer.Ordinal);

    /// <summary>Notes a piece that comes to our task.</summary>
    public AgentEvent Take(AgentEvent piece)
    {
        var (id, more) = (piece.Artifact!.ArtifactId, piece.Artifact.Parts);
        if (piece.Append && parts.TryGetValue(id, out var there)) there.AddRange(more);
        else parts[id] = [.. more];
        return piece;
    }

    /// <summary>Those of all artifacts there that our task has not, or not as they are; it is taken to have them now.</summary>
    public IEnumerable<AgentEvent> Missing(IEnumerable<Artifact> there) => there
        .Where(artifact => artifact.Parts.Count > 0 && !(parts.TryGetValue(artifact.ArtifactId, out var known) && known.SequenceEqual(artifact.Parts)))
        .Select(artifact => Take(AgentEvent.Of(artifact)));
}
