namespace Actors.Contracts.Identity;

/// <summary>What a user who may act is now. Where there is none, the user, or their tenant, may not act.</summary>
[GenerateSerializer, Immutable, Alias("identity.Standing")]
public sealed record Standing
{
    /// <summary>How long a gateway goes by what it was told: one second.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    /// <summary>Their role, as of now.</summary>
    [Id(0)] public required Role Role { get; init; }

    /// <summary>Sessions and tokens from before this time have ended, in UTC; null where none were ended together.</summary>
    [Id(1)] public DateTimeOffset? SignedOutAt { get; init; }
}
