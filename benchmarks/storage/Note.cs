namespace Actors.Benchmarks.Storage;

/// <summary>A state of a few hundred bytes, such as a user's or a token family's.</summary>
public sealed record Note
{
    public int Count { get; init; }

    public string Text { get; init; } = "";
}
