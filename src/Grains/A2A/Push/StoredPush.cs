using Actors.Contracts.A2A.Push;

namespace Actors.Grains.A2A.Push;

/// <summary>A webhook as it is stored: what it is sent to prove who speaks is encrypted with the tenant's data key.</summary>
public sealed record StoredPush
{
    /// <summary>What may be known of it.</summary>
    public required PushConfig Config { get; init; }

    /// <summary>The conversation that the task belongs to.</summary>
    public required string ContextId { get; init; }

    /// <summary>The token, encrypted.</summary>
    public string? SealedToken { get; init; }

    /// <summary>The credentials, encrypted.</summary>
    public string? SealedCredentials { get; init; }

    /// <summary>The task had ended when the webhook was put: the receiver is told how, again if need be.</summary>
    public bool OwesTask { get; init; }

    /// <summary>Since when nothing has come through.</summary>
    public DateTimeOffset? FailingSince { get; init; }
}
