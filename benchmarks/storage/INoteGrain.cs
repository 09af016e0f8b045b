namespace Actors.Benchmarks.Storage;

[Alias("bench.note")]
public interface INoteGrain : IGrainWithStringKey
{
    /// <summary>Saves another state.</summary>
    [Alias("save")]
    Task Save();
}
