namespace Actors.Benchmarks.Storage;

/// <summary>Something that writes rows durably.</summary>
internal interface IContender
{
    string Name { get; }

    /// <summary>Writes for this long, that many at a time, and answers how many a second.</summary>
    Task<double> Run(TimeSpan length, int concurrency);
}
