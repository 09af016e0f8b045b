namespace Actors.Contracts.Identity;

/// <summary>Users that match what was asked for.</summary>
[GenerateSerializer, Immutable, Alias("identity.UserList")]
public sealed record UserList
{
    /// <summary>The users, by id.</summary>
    [Id(0)] public required IReadOnlyList<UserProfile> Users { get; init; }

    /// <summary>How many match, listed or not.</summary>
    [Id(1)] public required int Total { get; init; }

    /// <summary>Give this as after for the next page; absent at the end.</summary>
    [Id(2)] public string? Next { get; init; }
}
