namespace Actors.Grains.Identity;

/// <summary>What <see cref="PasswordResetGrain"/> stores. The text of the link is not among it: its digest is the grain's key.</summary>
public sealed record PasswordResetState
{
    /// <summary>The address of the account, or null before leave was given.</summary>
    public string? Email { get; init; }

    /// <summary>Until when it can be used.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was used, or null.</summary>
    public DateTimeOffset? UsedAt { get; init; }
}
