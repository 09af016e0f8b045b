using Actors.Contracts.Identity;

namespace Actors.Contracts.OAuth;

/// <summary>What a person decided about a device.</summary>
[GenerateSerializer, Immutable, Alias("oauth.DeviceDecision")]
public sealed record DeviceDecision
{
    /// <summary>Who decided.</summary>
    [Id(0)] public required UserRef User { get; init; }

    /// <summary>When they had signed in, in UTC.</summary>
    [Id(1)] public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>What they let it do; empty where they do not let it in.</summary>
    [Id(2)] public required IReadOnlyList<string> Scopes { get; init; }
}
