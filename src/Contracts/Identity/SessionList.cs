namespace Actors.Contracts.Identity;

/// <summary>Where a person is signed in.</summary>
[GenerateSerializer, Immutable, Alias("identity.SessionList")]
public sealed record SessionList
{
    /// <summary>The sessions, newest first.</summary>
    [Id(0)] public required IReadOnlyList<Session> Sessions { get; init; }
}
