using System.ComponentModel.DataAnnotations;

namespace Actors.Grains.A2A;

/// <summary>What is kept of the work of agents, section <c>Actors:Agents</c> of the configuration.</summary>
public sealed class AgentOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Agents";

    /// <summary>How long a task stays that has ended, or waits for its client: 30 days from the last thing that happened.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00")]
    public TimeSpan KeepTasks { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long an agent elsewhere may work on one message before it is given up: a day.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "3650.00:00:00")]
    public TimeSpan FollowRemoteTasks { get; set; } = TimeSpan.FromDays(1);
}
