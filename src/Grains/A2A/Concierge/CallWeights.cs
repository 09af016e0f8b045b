namespace Actors.Grains.A2A.Concierge;

/// <summary>What calls count as against the quota, from the same section as the gateway's: <c>Actors:Admission</c>.</summary>
public sealed class CallWeights
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Actors:Admission";

    /// <summary>By the tool's name; 1 where nothing is said, and 0 is free.</summary>
    public Dictionary<string, int> Weights { get; } = new(StringComparer.Ordinal);
}
