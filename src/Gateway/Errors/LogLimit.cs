namespace Actors.Gateway.Errors;

/// <summary>Lets so many lines a second through to the log and counts the others: what a flood causes must not fill the disk.</summary>
internal sealed class LogLimit(int perSecond, TimeProvider time)
{
    private readonly Lock gate = new();
    private long current;
    private int lines;

    /// <summary>Whether a line may be written, and how many could not be since the last second that had too many.</summary>
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
