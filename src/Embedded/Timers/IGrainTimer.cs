namespace Actors.Embedded;

/// <summary>A running timer of a grain; disposing it stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Starts it anew with other times.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
