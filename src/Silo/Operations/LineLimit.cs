namespace Actors.Silo.Operations;

/// <summary>Lets so many lines a second through, and counts the others.</summary>
internal sealed class LineLimit(int perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private long current;
    private int lines;

    /// <summary>Whether a line may be written, and how many could not be in the last second that had any.</summary>
    public bool Admits(out int leftOut)
    {
        lock (gate)
        {
            leftOut = 0;
            var second = time.GetUtcNow().ToUnixTimeSeconds();
            if (second != current)
            {
                leftOut = Math.Max(0, lines - perSecond);
                (current, lines) = (second, 0);
            }
            return ++lines <= perSecond;
        }
    }
}
