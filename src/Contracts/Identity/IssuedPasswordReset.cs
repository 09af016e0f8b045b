namespace Actors.Contracts.Identity;

/// <summary>Leave to choose a new password. Its link is shown here and never again.</summary>
[GenerateSerializer, Immutable, Alias("identity.IssuedPasswordReset")]
public sealed record IssuedPasswordReset
{
    /// <summary>The page where the password is chosen, below the address of this server. Whoever opens it may choose it: give it to that person only. It is mailed to them as well, where the platform has a mail server.</summary>
    [Id(0)] public required string Path { get; init; }

    /// <summary>Until when, in UTC.</summary>
    [Id(1)] public required DateTimeOffset ExpiresAt { get; init; }
}
