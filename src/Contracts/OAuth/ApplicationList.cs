namespace Actors.Contracts.OAuth;

/// <summary>The programs that a person allowed to act for them.</summary>
[GenerateSerializer, Immutable, Alias("oauth.ApplicationList")]
public sealed record ApplicationList
{
    /// <summary>The programs, the one allowed last first.</summary>
    [Id(0)] public required IReadOnlyList<ConnectedApplication> Applications { get; init; }
}
