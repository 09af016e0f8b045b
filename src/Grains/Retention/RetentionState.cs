namespace Actors.Grains.Retention;

/// <summary>What <see cref="RetentionGrain"/> stores: how far it has come, so that a restart goes on there.</summary>
public sealed record RetentionState
{
    /// <summary>The name of the rule whose rows are being looked at, or null between passes.</summary>
    public string? Looking { get; init; }

    /// <summary>The key of the last row that was looked at.</summary>
    public string After { get; init; } = "";

    /// <summary>When the lists of what was there before there were lists were filled, or null.</summary>
    public DateTimeOffset? ListedAt { get; init; }
}
