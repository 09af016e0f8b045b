namespace Actors.TestKit;

/// <summary>The real clock, ahead by as much as a test has moved it.</summary>
public sealed class ManualTime : TimeProvider
{
    private TimeSpan ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

    public void Advance(TimeSpan by) => ahead += by;

    /// <summary>Back to the real clock.</summary>
    public void Reset() => ahead = TimeSpan.Zero;
}
