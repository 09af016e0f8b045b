namespace Actors.Grains.OAuth;

/// <summary>What <see cref="UserCodeGrain"/> stores.</summary>
public sealed record UserCodeState
{
    /// <summary>The key of the device code's grain, or null where the code stands for none.</summary>
    public string? Device { get; init; }

    /// <summary>Until when it does.</summary>
    public DateTimeOffset Until { get; init; }
}
