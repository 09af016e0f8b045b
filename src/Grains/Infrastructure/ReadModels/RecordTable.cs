namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>A table whose rows belong to a tenant.</summary>
public enum RecordTable
{
    /// <summary>Calls by day, person and tool.</summary>
    Usage,

    /// <summary>The tasks of agents.</summary>
    Tasks,

    /// <summary>What happened in tasks.</summary>
    TaskEvents,
}
