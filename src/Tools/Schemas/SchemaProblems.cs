namespace Actors.Tools.Schemas;

/// <summary>Collects problems, up to a bound that keeps an answer readable.</summary>
internal sealed class SchemaProblems
{
    private const int Most = 10;
    private List<SchemaProblem>? problems;

    /// <summary>How many schemas are being checked within each other.</summary>
    public int Depth { get; set; }

    public IReadOnlyList<SchemaProblem> All => problems is null ? [] : problems;

    public void Add(string pointer, string message)
    {
        if ((problems ??= []).Count < Most) problems.Add(new(pointer, message));
    }
}
