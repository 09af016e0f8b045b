namespace Actors.Grains.Infrastructure.ReadModels;

/// <summary>A table whose rows belong to a tenant.</summary>
public enum RecordTable
{
    /// <summary>Calls by day, person and tool.</summary>
    Usage,

    /// <summary>The tasks of agents on which nobody works.</summary>
    Tasks,

    /// <summary>What happened in those tasks.</summary>
    TaskEvents,
}
