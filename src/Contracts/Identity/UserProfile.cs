namespace Actors.Contracts.Identity;

/// <summary>What is known of a user.</summary>
[GenerateSerializer, Immutable, Alias("identity.UserProfile")]
public sealed record UserProfile
{
    /// <summary>The user's id within the tenant.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The name to show.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The address the user signs in with, as they wrote it.</summary>
    [Id(2)] public required string Email { get; init; }

    /// <summary>Whether the user may act.</summary>
    [Id(3)] public required UserStatus Status { get; init; }

    /// <summary>When the user was created, in UTC.</summary>
    [Id(4)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the user is in the tenant.</summary>
    [Id(5)] public Role Role { get; init; }

    /// <summary>Whether this is a program rather than a person: it has API keys and never signs in.</summary>
    [Id(6)] public bool IsService { get; init; }
}
