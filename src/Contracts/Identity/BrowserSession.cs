namespace Actors.Contracts.Identity;

/// <summary>A signed-in browser.</summary>
[GenerateSerializer, Immutable, Alias("identity.BrowserSession")]
public sealed record BrowserSession
{
    /// <summary>Who signed in.</summary>
    [Id(0)] public required UserRef User { get; init; }

    /// <summary>When they did, in UTC.</summary>
    [Id(1)] public required DateTimeOffset SignedInAt { get; init; }

    /// <summary>When the session ends, in UTC; using it does not prolong it.</summary>
    [Id(2)] public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The operator who acts as the user, as people know them, or null where the user signed in.</summary>
    [Id(3)] public string? Impersonator { get; init; }

    /// <summary>The operator's id, where there is one.</summary>
    [Id(4)] public string? ImpersonatorId { get; init; }

    /// <summary>Whom they act as, as people know them.</summary>
    [Id(5)] public string? ActsAs { get; init; }
}
