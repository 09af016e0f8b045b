using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.Tasks;

/// <summary>How tasks are kept, section <c>Actors:Tasks</c> of the configuration.</summary>
public sealed class TaskOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Tasks";

    /// <summary>How long after its beginning a task is forgotten, done or not: a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "3650.00:00:00")]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(1);
}
